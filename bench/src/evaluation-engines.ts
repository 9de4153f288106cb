import { ZenEngine } from '@gorules/zen-engine'
import { Engine } from 'json-rules-engine'
import type { CardIndicator, Evaluation, ScoreCard } from '../../server/src/modules/evaluation/schema.ts'

/** What an engine is given: one number per indicator, counted from the records before the clock starts. */
export type Facts = Record<string, number>
/** What an engine gives back, beside its points. */
export type Outcome = { score: number; grade: string }

/** One evaluation by an engine. */
export type Run = (facts: Facts) => Promise<Outcome>

/** Fact names are field names of the engines: no hyphens. -1 says that no record matched. */
const factName = (indicator: { code: string }) => indicator.code.replaceAll('-', '_')

/** The numbers an evaluation of ours measured, as facts. */
export const factsOf = (card: ScoreCard, evaluation: Evaluation): Facts =>
  Object.fromEntries(
    card.indicators.map((indicator, i) => {
      const point = evaluation.points[i]!
      return [factName(indicator), point.recordIds.length === 0 ? -1 : point.measured]
    }),
  )

/** Bands best last, each with its end; the first takes everything from 0 and the -1 of no record goes before it. */
const bandsOf = (indicator: CardIndicator) => {
  const bands = [...indicator.bands].sort((a, b) => a.from - b.from)
  const steps = bands.map((band, i) => ({
    from: i === 0 ? 0 : band.from,
    below: bands[i + 1]?.from ?? null,
    points: band.points,
  }))
  return [{ from: -1, below: 0, points: indicator.none }, ...steps]
}

const gradeOf = (card: ScoreCard, score: number) => card.grades.find((step) => score >= step.from)!.grade

/** The card as json-rules-engine rules: one rule per band, its event carrying the points. */
export const jsonRulesEngine = (card: ScoreCard): Run => {
  const engine = new Engine()
  for (const indicator of card.indicators) {
    const fact = factName(indicator)
    for (const { from, below, points } of bandsOf(indicator)) {
      const all = [{ fact, operator: 'greaterThanInclusive', value: from }]
      if (below !== null) all.push({ fact, operator: 'lessThan', value: below })
      engine.addRule({ conditions: { all }, event: { type: indicator.code, params: { points } } })
    }
  }
  return async (facts) => {
    const { events } = await engine.run(facts)
    let score = card.base
    for (const event of events) score += event.params!.points as number
    score = Math.min(1000, Math.max(0, score))
    return { score, grade: gradeOf(card, score) }
  }
}

type ZenNode = { id: string; type: string; name: string; content: object }

/** The indicators as one decision table each. */
export const tableNodes = (card: ScoreCard): ZenNode[] =>
  card.indicators.map((indicator) => ({
    id: indicator.code,
    type: 'decisionTableNode',
    name: indicator.code,
    content: {
      hitPolicy: 'first',
      inputs: [{ id: 'i', name: 'measured', field: factName(indicator) }],
      outputs: [{ id: 'o', name: 'points', field: `p_${factName(indicator)}` }],
      rules: bandsOf(indicator)
        .reverse()
        .map(({ from, points }, row) => ({ _id: `r${row}`, i: `>= ${from}`, o: String(points) })),
    },
  }))

/** The indicators as one node of conditional expressions, the faster form of the two. */
export const expressionNode = (card: ScoreCard): ZenNode => ({
  id: 'points',
  type: 'expressionNode',
  name: 'points',
  content: {
    expressions: card.indicators.map((indicator) => {
      const [none, ...bands] = bandsOf(indicator)
      const value = bands.reduce(
        (otherwise, { from, points }) => `${factName(indicator)} >= ${from} ? ${points} : ${otherwise}`,
        String(none!.points),
      )
      return { id: indicator.code, key: `p_${factName(indicator)}`, value }
    }),
  },
})

/** Nodes side by side between input and output, then one node that adds up and grades. */
export const zenEngine = (card: ScoreCard, nodes: ZenNode[]): Run => {
  const points = card.indicators.map((indicator) => `p_${factName(indicator)}`)
  const grades = [...card.grades].reverse().reduce((otherwise, { grade, from }) => {
    return otherwise === '' ? `'${grade}'` : `$.score >= ${from} ? '${grade}' : ${otherwise}`
  }, '')
  const expressions = [
    ...points.map((key) => ({ id: key, key, value: key })),
    { id: 'sum', key: 'sum', value: `${card.base} + sum([${points.join(', ')}])` },
    { id: 'score', key: 'score', value: '$.sum > 1000 ? 1000 : $.sum < 0 ? 0 : $.sum' },
    { id: 'grade', key: 'grade', value: grades },
  ]
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', content: {} },
      ...nodes,
      { id: 'total', type: 'expressionNode', name: 'total', content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out', content: {} },
    ],
    edges: [
      ...nodes.flatMap(({ id }) => [
        { id: `in-${id}`, sourceId: 'in', targetId: id },
        { id: `${id}-total`, sourceId: id, targetId: 'total' },
      ]),
      { id: 'total-out', sourceId: 'total', targetId: 'out' },
    ],
  })
  return async (facts) => (await decision.evaluate(facts)).result as Outcome
}
