import { createDecipheriv, createHmac, hash } from 'node:crypto'
import { cellOf, openCell, sealCell } from './cell.ts'
import { keyedDigest, uuidOf } from './keyed-digest.ts'
import { type ForgottenOwner, memoryOwners, type OwnerKeys } from './owner-keys.ts'
import { Forgotten } from './owner-tree.ts'
import { fixedRing, kidName, type Ring } from './ring.ts'
import { firstSigning, type Signer, signerOf } from './signer.ts'
import { type Suite, suites } from './suite.ts'

/**
 * What the installation's keys can do. The keys themselves are never handed out. A place is `table|column|row`: what
 * is sealed for one opens nowhere else. What is sealed for an owner can be destroyed with that owner's key.
 */
export type Keys = {
  /** The stable id of an identifier: 128 bits of a keyed digest of scheme and normalised value, as UUID. */
  identityOf: (scheme: string, value: string) => string
  /** Encrypts a text for one place. Base64url. */
  seal: (text: string, place: string, owner?: string) => string
  /** The text again. Throws when it was changed, moved or sealed under another key; Forgotten when its key is gone. */
  open: (sealed: string, place: string) => string
  /** The Ed25519 key of a purpose; the same keys always give the same one. */
  signer: (purpose: string) => Signer
  sealBytes: (bytes: Uint8Array, place: string, owner?: string) => Buffer
  openBytes: (sealed: Buffer, place: string) => Buffer
  /** Tells equal contents apart from changed ones without giving them away: a keyed digest, 32 bytes as hex. */
  contentDigest: (text: string, owner?: string) => string
  /** What equal values of a sealed field share, so that they can be found: 128 keyed bits as hex. */
  blind: (field: string, value: string) => string
  /** A cell under the present keys, sealed for whom it was sealed before; null when its key was destroyed. */
  reseal: (sealed: Buffer, place: string) => Buffer | null
  /** True when a cell was sealed by a key that is no longer the one in use. */
  isOutdated: (sealed: Buffer, sealClass: string) => boolean
  /** Destroys the keys of owners for good. The caller sees to it that one process does so at a time. */
  forget: (owners: string[], at: Date) => Promise<void>
  forgotten: () => ForgottenOwner[]
  /** True when the key of an owner was destroyed: nothing can be sealed for that owner any more. */
  isForgotten: (owner: string) => boolean
  /** Same keys, same value: lets every process prove that it holds the keys of this database. */
  checkValue: string
  /** The algorithms that seal what is new. */
  suite: Suite
}

export type KeyParts = {
  identity: Buffer
  field: Buffer
  signing: Buffer
  ring: Ring
  owners: OwnerKeys
  suite: Suite
}

/** Keys from their bytes, 32 each, with data keys that follow from `field`: for tests. */
export const keysOf = (identity: Buffer, field: Buffer, suite: Suite = suites.intl): Keys =>
  keysFrom({
    identity,
    field,
    signing: firstSigning(field),
    suite,
    ring: fixedRing(field, suite),
    owners: memoryOwners(createHmac('sha256', field).update('owners').digest()),
  })

/** What can be done with the keys given. */
export function keysFrom(parts: KeyParts): Keys {
  const { identity, field, signing, ring, owners, suite } = parts
  if ([identity, field, signing].some((key) => key.length !== 32)) throw new RangeError('a key has 32 bytes')
  const digest = keyedDigest(identity)
  const pathOf = remembered((owner) => digest(`owner|${owner}`).slice(0, 16))
  const contents = keyedDigest(createHmac('sha256', field).update('content').digest())
  const sealAt = (path: string, bytes: Uint8Array, place: string) =>
    sealCell(suite, Buffer.from(path, 'hex'), true, owners.keyAt(path), place, bytes)
  const sealBytes: Keys['sealBytes'] = (bytes, place, owner) => {
    if (owner !== undefined) return sealAt(pathOf(owner), bytes, place)
    const { kid, key, suite: its } = ring.current(classOf(place))
    return sealCell(its, kid, false, key, place, bytes)
  }
  const openBytes: Keys['openBytes'] = (sealed, place) => openAny(parts, sealed, place)
  const signers = new Map<string, Signer>()
  return {
    identityOf: (scheme, value) => uuidOf(digest(`${scheme}|${value}`)),
    sealBytes,
    openBytes,
    seal: (text, place, owner) => sealBytes(Buffer.from(text), place, owner).toString('base64url'),
    open: (sealed, place) => openBytes(Buffer.from(sealed, 'base64url'), place).toString('utf8'),
    contentDigest: (text, owner) => {
      if (owner === undefined) return contents(text)
      // Hashed first, so that what stands behind the owner's key has one length.
      return hash(
        'sha256',
        Buffer.concat([owners.keyAt(pathOf(owner)), hash('sha256', text, 'buffer')]),
        'hex',
      )
    },
    blind: blinding(field),
    reseal: (sealed, place) => {
      try {
        const cell = cellOf(sealed)
        const clear = openBytes(sealed, place)
        const isOwned = cell?.isOwned === true && ring.find(cell.kid, classOf(place)) === undefined
        return isOwned ? sealAt(cell.kid.toString('hex'), clear, place) : sealBytes(clear, place)
      } catch (error) {
        if (error instanceof Forgotten) return null
        throw error
      }
    },
    isOutdated: (sealed, sealClass) => {
      const cell = cellOf(sealed)
      if (cell?.isOwned && cell.suite === suite) return false
      return cell === null || kidName(cell.kid) !== kidName(ring.current(sealClass).kid)
    },
    signer: (purpose) => {
      const known = signers.get(purpose) ?? signerOf(createHmac('sha256', signing).update(purpose).digest())
      signers.set(purpose, known)
      return known
    },
    forget: (gone, at) =>
      owners.forget(
        gone.map((owner) => ({ owner, path: pathOf(owner) })),
        at,
      ),
    forgotten: owners.forgotten,
    isForgotten: (owner) => owners.has(pathOf(owner)) === false,
    checkValue: digest('check|xinqiao').slice(0, 32),
    suite,
  }
}

const rememberedMax = 20_000

/** Answers of a function of one text: a row asks for the same owner several times. */
function remembered(compute: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    let answer = known.get(text)
    if (answer === undefined) {
      if (known.size >= rememberedMax) known.clear()
      answer = compute(text)
      known.set(text, answer)
    }
    return answer
  }
}

/** The table a place is in: what stands before the first bar or slash. */
const classOf = (place: string) => {
  const end = place.search(/[|/]/)
  return end < 0 ? place : place.slice(0, end)
}

/** Opens a cell of any suite and any key that is still there, and values from before there were cells. */
function openAny({ ring, owners, field }: KeyParts, sealed: Buffer, place: string): Buffer {
  const cell = cellOf(sealed)
  const key = cell && !cell.isOwned ? ring.find(cell.kid, classOf(place))?.key : undefined
  if (cell && key) return openCell(cell, key, place)
  if (cell?.isOwned) {
    try {
      return openCell(cell, owners.keyAt(cell.kid.toString('hex')), place)
    } catch (error) {
      const former = openFormer(field, sealed, place)
      if (former) return former
      throw error
    }
  }
  const former = openFormer(field, sealed, place)
  if (former) return former
  throw new Error(cell ? `the data key ${kidName(cell.kid)} is not there` : 'unknown seal')
}

/** Values of the first format, `0x01 | nonce (12) | tag (16) | cipher text` under one key for everything; null when it is none. */
function openFormer(field: Buffer, bytes: Buffer, place: string): Buffer | null {
  if (bytes[0] !== 1 || bytes.length < 29) return null
  try {
    const cipher = createDecipheriv('aes-256-gcm', field, bytes.subarray(1, 13), { authTagLength: 16 })
    cipher.setAAD(Buffer.from(place))
    cipher.setAuthTag(bytes.subarray(13, 29))
    return Buffer.concat([cipher.update(bytes.subarray(29)), cipher.final()])
  } catch {
    return null
  }
}

const fieldsMax = 200

/** One key a field: equal values of two fields do not look alike. */
function blinding(secret: Buffer): Keys['blind'] {
  const fields = new Map<string, (text: string) => string>()
  return (field, value) => {
    let digest = fields.get(field)
    if (!digest) {
      if (fields.size >= fieldsMax) fields.clear()
      digest = keyedDigest(createHmac('sha256', secret).update(`blind|${field}`).digest())
      fields.set(field, digest)
    }
    return digest(normalised(value)).slice(0, 32)
  }
}

/** How values are compared: width, case and separators tell nothing apart. */
const normalised = (value: string) =>
  value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}·•.]/gu, '')

export { Forgotten }
