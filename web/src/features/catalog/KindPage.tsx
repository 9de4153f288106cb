import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { address, get } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useStaffText, wordFor } from '../../text/staff.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/table.css'
import './catalog.css'
import type { KindView } from '../../api/contract.ts'
import { FieldTable } from './FieldTable.tsx'

/** One record kind: what it holds, who may see it, on what legal basis, and an empty file to fill in. */
export function Component() {
  const { kind = '' } = useParams()
  const { w, pick } = useStaffText()
  const query = useQuery({
    queryKey: ['kind', kind],
    queryFn: () => get('/v1/catalog/kinds/{kind}', { path: { kind } }),
    staleTime: 300_000,
  })
  const actions = (
    <>
      <a
        className="button primary"
        href={address('/v1/catalog/kinds/{kind}/template.csv', { path: { kind } })}
        download={`${kind}.csv`}
      >
        {w.kinds.template}
      </a>
      <ButtonLink to={paths.submit({ kind })}>{w.kinds.send}</ButtonLink>
    </>
  )
  return (
    <Page
      title={query.data ? pick(query.data.title) : w.kinds.title}
      lead={<Link to={paths.kinds}>{w.kinds.back}</Link>}
      actions={query.data && actions}
    >
      {query.isPending && <Loading />}
      {query.isError && <Failure problem={query.error} retry={() => void query.refetch()} />}
      {query.data && <Kind kind={query.data} />}
    </Page>
  )
}

function Kind({ kind }: { kind: KindView }) {
  const { w } = useStaffText()
  return (
    <>
      <Facts kind={kind} />
      <section aria-labelledby="fields">
        <h2 id="fields">{w.kinds.fieldTable}</h2>
        <FieldTable fields={kind.fields} openness={kind.openness} />
      </section>
      <section aria-labelledby="legal">
        <h2 id="legal">{w.kinds.legalBasis}</h2>
        <ul lang="zh-CN">
          {kind.legalBasis.map((basis) => (
            <li key={basis}>{basis}</li>
          ))}
        </ul>
      </section>
      {kind.note && (
        <section aria-labelledby="note">
          <h2 id="note">{w.kinds.note}</h2>
          <p className="pre-line" lang="zh-CN">
            {kind.note}
          </p>
        </section>
      )}
    </>
  )
}

function Facts({ kind }: { kind: KindView }) {
  const { w } = useStaffText()
  const facts: [string, string | undefined][] = [
    [w.kinds.nature, wordFor(w.nature, kind.nature)],
    [w.kinds.openness, wordFor(w.openness, kind.openness)],
    [w.kinds.standard, kind.standard],
    [w.kinds.provider, kind.provider],
    [w.kinds.frequency, kind.updateFrequency],
    [w.kinds.retention, kind.retentionYears === undefined ? undefined : w.kinds.years(kind.retentionYears)],
    [w.kinds.validFrom, kind.validFrom],
    [w.kinds.version, kind.version],
  ]
  return (
    <dl className="facts">
      {facts.map(([term, value]) =>
        value === undefined ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
