import { address } from '../../api/client.ts'
import type { BatchView } from '../../api/contract.ts'
import { useStaffText } from '../../text/staff.ts'
import { FileLink } from '../../ui/FileLink.tsx'
import { instant } from '../../ui/instant.ts'

/** Where a file came from, how it was read and the file itself. */
export function AboutFile({ batch }: { batch: BatchView }) {
  const { w, pick, language } = useStaffText()
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, { maximumFractionDigits: digits })
  const facts: [string, string | null][] = [
    [w.batches.kinds, batch.kinds.map((k) => pick(k.title)).join(w.separator) || '—'],
    [w.batches.provider, batch.provider.title],
    [w.batch.format, [batch.format, batch.encoding].filter(Boolean).join(' · ').toUpperCase() || '—'],
    [w.batch.size, w.batch.bytes(number(batch.size))],
    [w.batches.receivedAt, instant(batch.receivedAt, language)],
    [w.batch.receivedOn, batch.receivedOn],
    [
      w.batch.took,
      batch.seconds === null
        ? null
        : w.batch.seconds(number(batch.seconds, 2), number(batch.rowsPerSecond ?? 0)),
    ],
    [w.batch.digest, batch.sha256],
  ]
  return (
    <section aria-labelledby="about-file">
      <h2 id="about-file">{w.batch.about}</h2>
      <dl className="facts">
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <FileLink
        url={address('/v1/batches/{id}/original', { path: { id: batch.id } })}
        filename={batch.filename ?? batch.id}
        busy={w.batch.downloading}
      >
        {w.batch.original}
      </FileLink>
    </section>
  )
}
