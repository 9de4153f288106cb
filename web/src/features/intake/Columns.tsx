import type { BatchView } from '../../api/contract.ts'
import { useStaffText } from '../../text/staff.ts'

/** How the columns of each table were understood, and which required fields it lacks. */
export function Columns({ tables }: { tables: BatchView['tables'] }) {
  const { w } = useStaffText()
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">{w.batch.understood}</h2>
      {tables.map((table) => (
        <TableColumns key={table.number} table={table} isOnly={tables.length === 1} />
      ))}
    </section>
  )
}

function TableColumns({ table, isOnly }: { table: BatchView['tables'][number]; isOnly: boolean }) {
  const { w, pick } = useStaffText()
  const mapped = table.columns.filter((c) => c.field !== null).length
  return (
    <div className="understood">
      <h3>{w.batch.tableOf(table.name, table.headerRow)}</h3>
      <p>
        {table.kindTitle ? pick(table.kindTitle) : w.batch.kindUnknown}
        {' · '}
        {w.batch.columnsOf(mapped, table.columns.length)}
      </p>
      {table.missing.length > 0 ? (
        <p className="missing">
          <strong>{w.batch.missing}</strong>{' '}
          {table.missing.map((m) => (m.title ? `${pick(m.title)} (${m.code})` : m.code)).join(w.separator)}
        </p>
      ) : (
        table.kind !== null && <p className="quiet-text">{w.batch.missingNone}</p>
      )}
      <details open={isOnly && mapped < table.columns.length}>
        <summary>{w.batch.eachColumn}</summary>
        <table className="stacking">
          <thead>
            <tr>
              <th scope="col">{w.batch.header}</th>
              <th scope="col">{w.batch.field}</th>
            </tr>
          </thead>
          <tbody>
            {table.columns.map((column, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand twice, its place tells columns apart
              <tr key={i} className={column.field === null ? 'not-mapped' : undefined}>
                <th scope="row" data-label={w.batch.header}>
                  {column.header || w.batch.blank}
                </th>
                <td data-label={w.batch.field}>
                  {column.field === null ? (
                    w.batch.notMapped
                  ) : (
                    <>
                      {column.title && pick(column.title)} <code>{column.field}</code>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}
