import type { PackSet } from '../../policy/index.ts'
import type { PrivacyNotice } from '../schema.ts'

export const noticeCode = 'privacy/notice'

/** The privacy notice in force on a day; undefined when there was none. */
export const noticeOn = (packs: PackSet, day: string): PrivacyNotice | undefined =>
  packs.inForce('privacy', day).find(({ code }) => code === noticeCode)?.content as PrivacyNotice | undefined
