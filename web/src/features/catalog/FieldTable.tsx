import type { KindField } from '../../api/contract.ts'
import { type CatalogWords, type StaffWords, useStaffText, wordFor } from '../../text/staff.ts'

/** The fields of a record kind; `openness` is the kind's own, which a field may narrow. */
export function FieldTable({ fields, openness }: { fields: KindField[]; openness: string }) {
  const { w, pick } = useStaffText()
  const titles = new Map(fields.map((f) => [f.code, pick(f.title)]))
  return (
    <table className="stacking">
      <thead>
        <tr>
          <th scope="col">{w.kinds.name}</th>
          <th scope="col">{w.kinds.code}</th>
          <th scope="col">{w.kinds.type}</th>
          <th scope="col">{w.kinds.required}</th>
          <th scope="col">{w.kinds.openness}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.code}>
            <th scope="row" data-label={w.kinds.name}>
              <div>
                {pick(field.title)}
                {field.aliases && field.aliases.length > 0 && (
                  <p className="quiet-text aliases">
                    {w.kinds.aliases}: <span lang="zh-CN">{field.aliases.join('、')}</span>
                  </p>
                )}
              </div>
            </th>
            <td data-label={w.kinds.code}>
              <code>{field.code}</code>
            </td>
            <td data-label={w.kinds.type}>
              <div>
                {wordFor(w.type, field.type)}
                {field.lengthMax !== undefined && (
                  <p className="quiet-text">{w.kinds.length(field.lengthMax)}</p>
                )}
              </div>
            </td>
            <td data-label={w.kinds.required}>{requiredWords(w, field, titles)}</td>
            <td data-label={w.kinds.openness}>{wordFor(w.openness, field.openness ?? openness)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function requiredWords(w: StaffWords & CatalogWords, { required }: KindField, titles: Map<string, string>) {
  if (required === true) return <strong>{w.kinds.yes}</strong>
  if (!required) return w.kinds.no
  const title = titles.get(required.when.field) ?? required.when.field
  return required.when.in.includes('*')
    ? w.kinds.whenAny(title)
    : w.kinds.when(title, required.when.in.join(w.separator))
}
