import type { ShownRecord } from '../../api/contract.ts'
import { useText } from '../../text/index.tsx'
import { instant } from '../../ui/instant.ts'
import { DisplayPeriod } from './DisplayPeriod.tsx'

/** One record: what it says, why it is shown and until when, where it comes from. */
export function RecordCard({ record, asOf }: { record: ShownRecord; asOf: string }) {
  const { t, pick, language } = useText()
  const { display, source } = record
  return (
    <article className="card record" id={`record-${record.id}`} tabIndex={-1}>
      <header className="head-row">
        <h4>{record.headline}</h4>
        <p className="tags">
          {display.severityTitle && <span className="tag bad">{pick(display.severityTitle)}</span>}
          {record.underObjection && <span className="tag">{t.subject.objection}</span>}
          {record.occurredOn && <time dateTime={record.occurredOn}>{record.occurredOn}</time>}
        </p>
      </header>
      <dl className="facts">
        {record.fields.map((field) => (
          <div key={field.code} className={field.text.length > 60 ? 'wide' : undefined}>
            <dt>{pick(field.title)}</dt>
            <dd>{field.text}</dd>
          </div>
        ))}
      </dl>
      <Display record={record} asOf={asOf} />
      <p className="quiet-text">
        {source.organ && `${t.subject.organ}：${source.organ} · `}
        {t.subject.provider}：{source.provider} · {t.subject.version(record.version)} · {t.subject.knownFrom}
        ：{instant(record.knownFrom, language)}
      </p>
    </article>
  )
}

function Display({ record: { display, id }, asOf }: { record: ShownRecord; asOf: string }) {
  const { t, pick } = useText()
  const { startOn, earliestRepairOn, lastDisplayOn, clauses } = display
  return (
    <div className="display">
      <h5>{t.subject.whyShown}</h5>
      <p>{pick(display.sentence)}</p>
      <dl className="facts">
        {startOn && (
          <div>
            <dt>{t.subject.from}</dt>
            <dd>{startOn}</dd>
          </div>
        )}
        <div>
          <dt>{t.subject.until}</dt>
          <dd>{lastDisplayOn ?? t.subject.noEnd}</dd>
        </div>
        <div>
          <dt>{t.subject.repair}</dt>
          <dd>{earliestRepairOn ?? t.subject.noRepair}</dd>
        </div>
      </dl>
      {startOn && lastDisplayOn && (
        <DisplayPeriod start={startOn} repair={earliestRepairOn} end={lastDisplayOn} now={asOf} />
      )}
      <h5>{t.subject.next}</h5>
      <p>{nextStep(earliestRepairOn, asOf, t.subject)}</p>
      {clauses.length > 0 && (
        <details>
          <summary>{t.subject.basis}</summary>
          <ul className="clauses">
            {clauses.map((c) => (
              <li key={`${id}-${c.pack}-${c.article}-${c.version}`}>
                <p>{pick(c.text)}</p>
                <p className="quiet-text">
                  {c.pack} {c.version} · {c.article}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

type Steps = { nextRepairWait: (day: string) => string; nextRepairNow: string; nextNone: string }

function nextStep(earliestRepairOn: string | null, asOf: string, t: Steps): string {
  if (earliestRepairOn === null) return t.nextNone
  return earliestRepairOn > asOf ? t.nextRepairWait(earliestRepairOn) : t.nextRepairNow
}
