import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Field.tsx'
import type { SearchState } from './search-state.ts'

type Props = { state: SearchState; change: (change: Partial<SearchState>) => void }

const none = { region: '', industry: '', grade: '', kind: '', hasPenalty: '' } as const

/** The filters of a search; every choice takes effect at once. */
export function Filters({ state, change }: Props) {
  const { t } = useText()
  const regions = useTopLevel('regions')
  const industries = useTopLevel('industries')
  const kinds = Object.entries(t.kinds).filter(([kind]) => kind !== 'person')
  const set = (name: keyof SearchState) => (value: string) => change({ [name]: value })
  return (
    <fieldset className="filters">
      <legend>{t.search.filters}</legend>
      <Choice label={t.search.region} value={state.region} options={regions} choose={set('region')} />
      <Choice
        label={t.search.industry}
        value={state.industry}
        options={industries}
        choose={set('industry')}
      />
      <Choice
        label={t.search.grade}
        value={state.grade}
        options={['A', 'B', 'C', 'D'].map((g) => [g, t.search.gradeOf(g)] as const)}
        choose={set('grade')}
      />
      <Choice label={t.search.kind} value={state.kind} options={kinds} choose={set('kind')} />
      <Choice
        label={t.search.penalty}
        value={state.hasPenalty}
        options={[
          ['true', t.search.withPenalty],
          ['false', t.search.withoutPenalty],
        ]}
        choose={set('hasPenalty')}
      />
      {Object.keys(none).some((name) => state[name as keyof typeof none] !== '') && (
        <Button onClick={() => change(none)}>{t.search.clear}</Button>
      )}
    </fieldset>
  )
}

/** The first level of a code table as options: provinces, sections of the economy. */
function useTopLevel(table: string) {
  const { pick } = useText()
  const codes = useQuery({
    queryKey: ['codes', table],
    queryFn: ({ signal }) => get('/v1/codes/{table}', { path: { table }, query: { limit: 100 } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (codes.data?.items ?? []).map((item) => [item.code, pick(item.title)] as const)
}

type ChoiceProps = {
  label: string
  value: string
  options: readonly (readonly [string, string])[]
  choose: (value: string) => void
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  const { t } = useText()
  return (
    <Select label={label} value={value} onChange={(e) => choose(e.target.value)}>
      <option value="">{t.search.any}</option>
      {/* A value from the address stays chosen while its list is loading. */}
      {value !== '' && !options.some(([code]) => code === value) && <option value={value}>{value}</option>}
      {options.map(([code, title]) => (
        <option key={code} value={code}>
          {title}
        </option>
      ))}
    </Select>
  )
}
