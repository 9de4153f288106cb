import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/index.tsx'
import { instant } from '../../ui/instant.ts'
import { Failure } from '../../ui/Notice.tsx'
import { useTitle } from '../../ui/Page.tsx'
import { SearchBox } from './SearchBox.tsx'

/** The first page: one search box, what is published now, three ways in. */
export function HomePage() {
  const { t } = useText()
  const navigate = useNavigate()
  useTitle(t.site.name)
  return (
    <div className="home">
      <section className="hero">
        <div className="hero-in">
          <h1>{t.home.heading}</h1>
          <p className="lead">{t.home.lead}</p>
          <SearchBox onSearch={(q) => void navigate(paths.search(q))} />
        </div>
      </section>
      <div className="page">
        <PublishedNow />
        <section aria-labelledby="entrances">
          <h2 id="entrances">{t.home.entrances}</h2>
          <ul className="entrances">
            <Entrance to={paths.help} title={t.home.help} hint={t.home.helpHint} />
            <Entrance to={paths.kinds} title={t.home.catalog} hint={t.home.catalogHint} />
            <Entrance to={paths.submit()} title={t.home.submit} hint={t.home.submitHint} />
          </ul>
        </section>
      </div>
    </div>
  )
}

function Entrance({ to, title, hint }: { to: string; title: string; hint: string }) {
  return (
    <li>
      <Link to={to} className="entrance">
        <b>{title}</b>
        <span>{hint}</span>
      </Link>
    </li>
  )
}

const shown = ['subjects', 'records', 'licenses', 'penalties', 'honours', 'commitments'] as const

function PublishedNow() {
  const { t, language } = useText()
  const { data, error } = useQuery({
    queryKey: ['stats'],
    queryFn: ({ signal }) => get('/v1/stats', {}, signal),
    refetchInterval: 60_000,
  })
  const number = new Intl.NumberFormat(language)
  return (
    <section aria-labelledby="figures">
      <div className="head-row">
        <h2 id="figures">{t.home.figures}</h2>
        {data && <p className="quiet-text">{t.home.asOf(instant(data.asOf, language))}</p>}
      </div>
      {error ? (
        <Failure problem={error} />
      ) : (
        <dl className="figures">
          {shown.map((name) => (
            <div key={name}>
              <dt>{t.counts[name]}</dt>
              <dd>{data ? number.format(data[name]) : '…'}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
