import { maskIn } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { FileReply } from '../../../kernel/route.ts'
import { audienceOf } from '../../catalog/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { bodyOf, findBatch, noteDownload } from '../../intake/index.ts'
import { problem } from '../problems.ts'
import { openTable } from '../rules/open-table.ts'
import { shownCells } from '../rules/shown-cells.ts'
import { readingRoom } from './reading-room.ts'

/**
 * What was received: a file byte for byte, for staff of the body that sent it; a pushed message with the numbers and
 * names of persons masked and unknown fields hidden. The message itself stays as it came. Who takes it away is noted in
 * the audit. Problems: batchUnknown, notSender.
 */
export async function originalOf(ctx: Ctx, batchId: string): Promise<FileReply> {
  const batch = await findBatch(ctx, batchId, scopeOf(ctx.actor))
  if (!batch) throw problem.batchUnknown({ id: batchId })
  if (batch.bulk && audienceOf(ctx.actor, batch.providerId) !== 'own-staff') throw problem.notSender()
  await noteDownload(ctx, 'archive.download-original', batch)
  const body = await bodyOf(ctx, batch.id)
  const name = batch.filename ?? `${batch.id}.json`
  if (body === null) return new FileReply('application/octet-stream', name, ctx.files.read(batch.sha256))
  const sent = Object.entries(JSON.parse(body.toString('utf8')) as Record<string, string>)
  const head = {
    name: 'message',
    format: 'json',
    encoding: 'utf-8',
    headers: sent.map(([header]) => header.toWellFormed()),
    headerRow: 0,
  } as const
  const cells = sent.map(([, value]) => value.toWellFormed())
  const table = openTable({ ...(await readingRoom(ctx, batch)), isMessage: true }, 0, {
    ...head,
    headers: [...head.headers],
  })
  const isPerson = table.cleaner?.clean(cells).subject.kind === 'person'
  const shown = shownCells({ ...table.record, item: table.item }, cells, { isPerson, are: 'masked' })
  return new FileReply(
    'application/json',
    name,
    JSON.stringify(Object.fromEntries(shown.map((c) => [maskIn(c.header), c.value ?? '***']))),
  )
}
