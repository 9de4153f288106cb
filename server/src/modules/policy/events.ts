import { Type } from '@sinclair/typebox'
import { event } from '../../kernel/event.ts'

/** Packs that were not known before are in the database: what is derived may differ from now on. */
export const packsLoaded = event('policy.packs_loaded', Type.Object({ codes: Type.Array(Type.String()) }))
