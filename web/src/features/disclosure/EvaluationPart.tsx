import type { Evaluation, Point } from '../../api/contract.ts'
import { useText } from '../../text/index.tsx'

/** Grade and score with the reason for every point, its clause, advice, and those records behind it that the page shows. */
export function EvaluationPart({ evaluation, shown }: { evaluation: Evaluation; shown: Set<string> }) {
  const { t, pick } = useText()
  const { card, score, scoreMax } = evaluation
  return (
    <section className="card evaluation" aria-labelledby="evaluation">
      <h2 id="evaluation">{t.subject.evaluation}</h2>
      <div className="grade-row">
        <p className="grade">
          <span className="hidden">{t.subject.grade} </span>
          {evaluation.grade}
        </p>
        <div>
          {score !== null && (
            <>
              <p className="score">{t.subject.score(score, scoreMax)}</p>
              <meter min={0} max={scoreMax} value={score} aria-label={t.subject.score(score, scoreMax)} />
            </>
          )}
          <p className="quiet-text">
            {pick(card.title)} · {card.version}
          </p>
        </div>
      </div>
      {card.optional && <p className="hint">{t.subject.demoCard}</p>}
      {evaluation.points.length > 0 && (
        <details open>
          <summary>{t.subject.why}</summary>
          <ul className="points">
            {decisiveFirst(evaluation.points).map((point) => (
              <PointItem key={point.indicator} point={point} shown={shown} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const linksMax = 10

function PointItem({ point, shown }: { point: Point; shown: Set<string> }) {
  const { t, pick } = useText()
  const unitOf = (unit: string | null) => (unit === null ? '' : (t.units[unit] ?? unit))
  const records = [...new Set(point.recordIds)].filter((id) => shown.has(id))
  return (
    <li>
      <div className="head-row">
        <h3>{pick(point.title)}</h3>
        {(point.points !== 0 || point.pointsMax > 0) && <p className="point-score">{pointsOf(point)}</p>}
      </div>
      <p>
        {t.subject.measured} {point.measured} {unitOf(point.unit)}
      </p>
      <p className="quiet-text">
        {t.subject.basis}：{pick(point.clause.text)}（{point.clause.pack} {point.clause.article}）
      </p>
      {point.advice && (
        <p>
          {t.subject.advice}：{pick(point.advice)}
        </p>
      )}
      {records.length > 0 && (
        <p className="no-print record-links">
          {t.subject.related}：
          {records.slice(0, linksMax).map((id, n) => (
            <a key={id} href={`#record-${id}`} aria-label={`${t.subject.related} ${n + 1}`}>
              {n + 1}
            </a>
          ))}
          {records.length > linksMax && ` … ${records.length}`}
        </p>
      )}
    </li>
  )
}

// What moved the score stands before what left it alone.
const decisiveFirst = (points: Point[]) => [
  ...points.filter((p) => p.points !== 0),
  ...points.filter((p) => p.points === 0),
]

const pointsOf = ({ points, pointsMax }: Point) =>
  pointsMax > 0 ? `${points} / ${pointsMax}` : `${points}`.replace('-', '−')
