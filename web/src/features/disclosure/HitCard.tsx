import { Link } from 'react-router'
import type { Hit } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/index.tsx'
import { Marked } from './Marked.tsx'

const counted = ['licenses', 'penalties', 'honours', 'serious', 'abnormal', 'commitments'] as const
const bad = new Set<string>(['penalties', 'serious', 'abnormal'])

/** One found subject; marks belong to the former name when that is what matched. */
export function HitCard({ hit }: { hit: Hit }) {
  const { t } = useText()
  const former = hit.matchedFormerName
  const facts = [t.kinds[hit.kind] ?? hit.kind, hit.region?.title, hit.industry?.title].filter(Boolean)
  const counts = counted.filter((name) => hit.counts[name] > 0)
  return (
    <li className="card hit">
      <div className="hit-head">
        <h2>
          <Link to={paths.subject(hit.id)}>
            <Marked text={hit.name} marks={former === null ? hit.marks : []} />
          </Link>
        </h2>
        {hit.grade && <span className="tag">{t.search.gradeOf(hit.grade)}</span>}
      </div>
      {former !== null && (
        <p>
          {t.search.formerName}：<Marked text={former} marks={hit.marks} />
        </p>
      )}
      {hit.uscc && <p className="code">{hit.uscc}</p>}
      <p className="quiet-text">{facts.join(' · ')}</p>
      {counts.length > 0 && (
        <ul className="tags">
          {counts.map((name) => (
            <li key={name} className={bad.has(name) ? 'tag bad' : 'tag'}>
              {t.counts[name]} {hit.counts[name]}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
