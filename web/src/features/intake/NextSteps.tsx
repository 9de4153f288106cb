import { address } from '../../api/client.ts'
import type { BatchView } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useStaffText } from '../../text/staff.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { FileLink } from '../../ui/FileLink.tsx'

/** What the sender does next: name the kind, correct and send again, or decide about subjects; nothing when all is well. */
export function NextSteps({ batch }: { batch: BatchView }) {
  const { w } = useStaffText()
  const { rows, tables } = batch
  const isUnknown = tables.length > 0 && tables.every((table) => table.kind === null)
  if (rows.rejected + rows.inDoubt === 0) return null
  return (
    <section className="card next-steps" aria-labelledby="next">
      <h2 id="next">{w.next.title}</h2>
      {isUnknown ? <NameTheKind /> : <Correct batch={batch} />}
      {rows.inDoubt > 0 && (
        <div className="next-step">
          <p>{w.next.decide(rows.inDoubt)}</p>
          <ButtonLink to={paths.doubts}>{w.batch.doubts}</ButtonLink>
        </div>
      )}
    </section>
  )
}

function NameTheKind() {
  const { w } = useStaffText()
  return (
    <div className="next-step">
      <p>{w.next.kindUnknown}</p>
      <div className="actions no-print">
        <ButtonLink look="primary" to={paths.submit()}>
          {w.next.sendWithKind}
        </ButtonLink>
        <ButtonLink to={paths.kinds}>{w.submit.templates}</ButtonLink>
      </div>
    </div>
  )
}

function Correct({ batch }: { batch: BatchView }) {
  const { w, language } = useStaffText()
  const { filename, id, tables, kinds } = batch
  const wrong = tables.filter((table) => table.wrong > 0)
  const stem = (filename ?? id).replace(/\.[A-Za-z0-9.]{1,8}$/, '')
  const format = batch.format === 'zip' || batch.format === null ? 'csv' : batch.format
  const isWholeList = kinds.some((kind) => kind.wholeList)
  const again = { kind: kinds.length === 1 ? kinds[0]!.kind : '', provider: batch.provider.id }
  return (
    <ol className="next-step">
      <li>
        <p>{w.next.download}</p>
        <div className="actions no-print">
          {wrong.map((table) => (
            <FileLink
              key={table.number}
              url={address('/v1/batches/{id}/errors', {
                path: { id },
                query: { table: table.number, lang: language },
              })}
              filename={`${stem}-errors.${format}`}
              busy={w.batch.downloading}
            >
              {tables.length === 1 ? w.batch.errors(table.wrong) : w.batch.errorsOf(table.name, table.wrong)}
            </FileLink>
          ))}
        </div>
      </li>
      <li>
        <p>{w.next.correct}</p>
      </li>
      <li>
        <p>{isWholeList ? w.next.sendWhole : w.next.send}</p>
        <ButtonLink to={paths.submit(again)}>{w.next.sendAgain}</ButtonLink>
      </li>
    </ol>
  )
}
