import type { SubjectPageView } from '../../api/contract.ts'
import { useText } from '../../text/index.tsx'

/** Who the subject is: codes, marks, counts and what its registration says. */
export function Identity({ view }: { view: SubjectPageView }) {
  const { t, pick } = useText()
  const { subject } = view
  const facts = [
    [t.subject.uscc, subject.uscc],
    [t.subject.type, t.kinds[subject.kind] ?? subject.kind],
    [t.subject.region, subject.region?.title],
    [t.subject.industry, subject.industry?.title],
    [t.subject.formerNames, subject.formerNames.join('、')],
  ] as const
  const head = new Set<string>(facts.map(([, value]) => value ?? ''))
  const basics = view.basics.filter((b) => b.value !== subject.name && !head.has(b.value))
  return (
    <section className="card identity">
      {view.marks.length > 0 && (
        <ul className="tags" aria-label={t.subject.marks}>
          {view.marks.map((mark) => (
            <li key={mark.code} className={`tag mark-${mark.code}`}>
              {pick(mark.title)}
            </li>
          ))}
        </ul>
      )}
      <dl className="facts">
        {facts.map(([title, value]) =>
          value ? (
            <div key={title}>
              <dt>{title}</dt>
              <dd className={title === t.subject.uscc ? 'code' : undefined}>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {basics.length > 0 && (
        <details open>
          <summary>{t.subject.basics}</summary>
          <dl className="facts">
            {basics.map((b) => (
              <div key={b.code} className={b.value.length > 60 ? 'wide' : undefined}>
                <dt>{pick(b.title)}</dt>
                <dd>{b.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}
