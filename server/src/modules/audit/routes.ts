import { Type } from '@sinclair/typebox'
import { parseTilePath, widthIn } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../kernel/context.ts'
import { FileReply, route } from '../../kernel/route.ts'
import { readCheckpoint } from './actions/read-checkpoint.ts'
import { readTile } from './actions/read-tile.ts'
import { trustPolicy } from './actions/trust-policy.ts'
import { problem } from './problems.ts'
import type { Log } from './schema.ts'

const plain = 'text/plain; charset=utf-8'
const Path = Type.Object({
  '*': Type.String({
    maxLength: 60,
    description: '<level>/<index>[.p/<width>] or entries/<index>[.p/<width>]',
  }),
})

async function checkpointReply(ctx: Ctx, log: Log): Promise<FileReply> {
  const checkpoint = await readCheckpoint(ctx, log, 'checkpoint')
  if (checkpoint === null || checkpoint === 'not-ours') throw problem.tileUnknown()
  return new FileReply(plain, null, checkpoint.note, 'public, max-age=1')
}

/** A tile of the published tree; what a later turn has begun to write is not shown. */
async function tileReply(ctx: Ctx, log: Log, below: string, cache: string): Promise<FileReply> {
  const path = `tile/${below}`
  const tile = parseTilePath(path)
  const checkpoint = await readCheckpoint(ctx, log, 'checkpoint')
  if (tile === null || checkpoint === null || checkpoint === 'not-ours') throw problem.tileUnknown()
  if (widthIn(checkpoint.size, tile.level, tile.index) < tile.width) throw problem.tileUnknown()
  const bytes = await readTile(ctx, log, path)
  if (bytes === null) throw problem.tileUnknown()
  return new FileReply(
    'application/octet-stream',
    null,
    Buffer.from(bytes),
    `${cache}, max-age=31536000, immutable`,
  )
}

export const routes = [
  route('GET /tlog/policy', {
    face: 'public',
    access: 'public',
    summary: 'Keys of the logs and witnesses, and the quorum, as a tlog-policy',
    transaction: 'none',
    reply: Type.Any(),
    run: async (ctx) => new FileReply(plain, null, trustPolicy(ctx).text, 'public, max-age=60'),
  }),
  route('GET /tlog/public/checkpoint', {
    face: 'public',
    access: 'public',
    summary: 'Newest checkpoint of the public log',
    transaction: 'none',
    reply: Type.Any(),
    run: (ctx) => checkpointReply(ctx, 'public'),
  }),
  route('GET /tlog/public/tile/*', {
    face: 'public',
    access: 'public',
    summary: 'A tile of hashes or a bundle of entries of the public log (tlog-tiles)',
    params: Path,
    transaction: 'none',
    reply: Type.Any(),
    run: (ctx, { params }) => tileReply(ctx, 'public', params['*'], 'public'),
  }),
  route('GET /tlog/audit/checkpoint', {
    face: 'public',
    access: 'public',
    summary: 'Newest checkpoint of the audit log',
    transaction: 'none',
    reply: Type.Any(),
    run: (ctx) => checkpointReply(ctx, 'audit'),
  }),
  route('GET /tlog/audit/tile/*', {
    face: 'staff',
    access: 'audit:read',
    summary: 'A tile of hashes or a bundle of entries of the audit log (tlog-tiles)',
    params: Path,
    transaction: 'none',
    reply: Type.Any(),
    run: (ctx, { params }) => tileReply(ctx, 'audit', params['*'], 'private'),
  }),
]
