import { useText } from '../../text/index.tsx'

type Props = { start: string; repair: string | null; end: string; now: string }

/** A line of the display period with the first day of repair and the page's day; the words beside it say the same. */
export function DisplayPeriod({ start, repair, end, now }: Props) {
  const { t } = useText()
  const share = (day: string) => shareOf(start, end, day)
  const at = share(now)
  const from = repair === null ? null : share(repair)
  return (
    <svg className="period" viewBox="0 0 400 26" role="img" aria-label={t.subject.periodText(start, end)}>
      <title>{t.subject.periodText(start, end)}</title>
      <rect className="period-all" x="0" y="9" width="400" height="8" rx="4" />
      <rect className="period-past" x="0" y="9" width={at * 400} height="8" rx="4" />
      {from !== null && <path className="period-repair" d={`M${from * 400} 4v18`} />}
      <circle className="period-now" cx={7 + at * 386} cy="13" r="7" />
    </svg>
  )
}

/** Where a day lies between two others, 0 to 1; days outside are put on the nearer end. */
export function shareOf(start: string, end: string, day: string): number {
  const [a, b, d] = [start, end, day].map((text) => Date.parse(`${text}T00:00:00Z`)) as [
    number,
    number,
    number,
  ]
  if (!(b > a) || Number.isNaN(d)) return d >= b ? 1 : 0
  return Math.min(1, Math.max(0, (d - a) / (b - a)))
}
