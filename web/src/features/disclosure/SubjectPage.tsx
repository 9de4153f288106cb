import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { SubjectPageView } from '../../api/contract.ts'
import { useText } from '../../text/index.tsx'
import { instant, today } from '../../ui/instant.ts'
import { Empty, Failure, Loading, Message } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import './subject.css'
import { EvaluationPart } from './EvaluationPart.tsx'
import { Identity } from './Identity.tsx'
import { MomentForm } from './MomentForm.tsx'
import { PageActions } from './PageActions.tsx'
import { RecordCard } from './RecordCard.tsx'
import { readMoment } from './search-state.ts'

/** The public page of a subject, of today or of the moment in the address. */
export function Component() {
  const { t } = useText()
  const { id = '' } = useParams()
  const [address] = useSearchParams()
  const moment = readMoment(address)
  const page = useQuery({
    queryKey: ['subject', id, moment],
    queryFn: ({ signal }) => get('/v1/subjects/{id}', { path: { id }, query: moment }, signal),
  })
  if (page.isPending) return <Loading />
  if (page.isError)
    return (
      <Page title={t.search.title} narrow>
        <Failure problem={page.error} retry={() => void page.refetch()} />
        {(moment.asOf || moment.knownAt) && <MomentForm moment={moment} />}
      </Page>
    )
  return <Subject key={id} view={page.data} moment={moment} />
}

type Props = { view: SubjectPageView; moment: { asOf: string; knownAt: string } }

function Subject({ view, moment }: Props) {
  const { t, language } = useText()
  return (
    <Page title={view.subject.name} actions={<PageActions id={view.subject.id} moment={moment} />}>
      {moment.asOf !== '' && moment.asOf !== today() && (
        <Message look="warn">{t.subject.viewing(moment.asOf)}</Message>
      )}
      {moment.knownAt !== '' && <Message look="warn">{t.subject.viewingKnown(moment.knownAt)}</Message>}
      <Identity view={view} />
      {view.evaluation && <EvaluationPart evaluation={view.evaluation} shown={shownIn(view)} />}
      <Records view={view} />
      <MomentForm moment={moment} />
      <p className="quiet-text">
        {t.subject.stamp(view.asOf, instant(view.computedAt, language))}
        {view.changesOn && ` ${t.subject.changesOn(view.changesOn)}`}
      </p>
    </Page>
  )
}

const shownIn = (view: SubjectPageView) =>
  new Set(view.sections.flatMap((s) => s.kinds.flatMap((k) => k.records.map((r) => r.id))))

function Records({ view }: { view: SubjectPageView }) {
  const { t, pick } = useText()
  if (view.sections.length === 0)
    return (
      <section>
        <h2>{t.subject.records}</h2>
        <Empty title={t.subject.none}>
          <p>{t.subject.noneHint}</p>
        </Empty>
      </section>
    )
  return (
    <>
      <nav className="contents no-print" aria-label={t.subject.contents}>
        {view.sections.map((s) => (
          <a key={s.category} href={`#section-${s.category}`}>
            {pick(s.title)} <b>{s.kinds.reduce((n, k) => n + k.records.length, 0)}</b>
          </a>
        ))}
      </nav>
      {view.sections.map((section) => (
        <section key={section.category} id={`section-${section.category}`}>
          <h2>{pick(section.title)}</h2>
          {section.kinds.map((kind) => (
            <div key={kind.kind} className="kind">
              <h3>
                {pick(kind.title)} <span className="count">{kind.records.length}</span>
              </h3>
              {kind.records.map((record) => (
                <RecordCard key={record.id} record={record} asOf={view.asOf} />
              ))}
            </div>
          ))}
        </section>
      ))}
    </>
  )
}
