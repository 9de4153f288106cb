import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { compileCard } from '../../server/src/modules/evaluation/rules/card.ts'
import type { Evaluation, ScoreCard } from '../../server/src/modules/evaluation/schema.ts'
import { typicalArchives } from './evaluation-archives.ts'
import {
  expressionNode,
  type Facts,
  factsOf,
  jsonRulesEngine,
  type Outcome,
  type Run,
  tableNodes,
  zenEngine,
} from './evaluation-engines.ts'

/** Subjects per second of our rule and of two general rule engines on the same card; `ratio` is to the faster one. */
export type EvaluationBench = {
  path: 'evaluation rule'
  size: string
  rate: number
  /** The entry without points, used by simulations. */
  scoreRate: number
  unit: 'subjects/s'
  reference: { name: string; rate: number }[]
  ratio: number
  target: 20
}

const day = '2026-06-15'
const secondsPerRun = 1.5
const archiveCount = 256
const cardFile = fileURLToPath(new URL('../../policy/evaluation/demo-comprehensive.yaml', import.meta.url))

/**
 * Evaluates typical archives of 8 to 35 records with the 30-indicator card, in memory, one at a time. Ours starts
 * from the records and returns score, grade, and a point with records, clause and advice per indicator. The engines
 * start from ready numbers, so the counting, which they cannot express, costs them nothing; they return score,
 * grade and the points per indicator. Throws when the three do not agree on every archive.
 */
export const benchEvaluation = async (): Promise<EvaluationBench> => {
  const card = parse(readFileSync(cardFile, 'utf8')) as ScoreCard
  const pack = {
    area: 'evaluation',
    code: card.pack,
    version: card.version,
    validFrom: card.validFrom,
    validTo: null,
    sha256: '',
    content: card,
  }
  const compiled = compileCard(pack)
  const archives = typicalArchives(card, archiveCount)
  const expected = archives.map((archive) => compiled.evaluate(archive, day))
  const facts = expected.map((evaluation) => factsOf(card, evaluation))

  const engines = [
    { name: 'json-rules-engine', run: jsonRulesEngine(card) },
    { name: '@gorules/zen-engine, decision tables', run: zenEngine(card, tableNodes(card)) },
    { name: '@gorules/zen-engine, expressions', run: zenEngine(card, [expressionNode(card)]) },
  ]
  const reference: EvaluationBench['reference'] = []
  for (const { name, run } of engines) {
    await agree(name, run, facts, expected)
    reference.push({ name, rate: await fastest(run, facts) })
  }
  const rate = rateOf((i) => compiled.evaluate(archives[i]!, day))
  const scoreRate = rateOf((i) => compiled.score(archives[i]!, day))
  const best = Math.max(...reference.map((engine) => engine.rate))
  return {
    path: 'evaluation rule',
    size: `${card.indicators.length} indicators, ${archives.length} archives of 8–35 records`,
    rate,
    scoreRate,
    unit: 'subjects/s',
    reference,
    ratio: Math.round((rate / best) * 10) / 10,
    target: 20,
  }
}

/** Warm-up and three timed runs; the best counts, for every contender alike. */
const rateOf = (evaluate: (index: number) => unknown): number => {
  let best = 0
  for (let run = 0; run < 4; run++) {
    const started = performance.now()
    const until = started + (secondsPerRun * 1000) / 3
    let done = 0
    while (performance.now() < until) for (let i = 0; i < archiveCount; i++, done++) evaluate(i)
    if (run > 0) best = Math.max(best, done / ((performance.now() - started) / 1000))
  }
  return Math.round(best)
}

/** The better of one call at a time and 64 at once, since an engine may gain from calls in flight. */
const fastest = async (run: Run, facts: readonly Facts[]): Promise<number> => {
  let best = 0
  for (const width of [1, 1, 64, 64]) {
    const started = performance.now()
    const until = started + (secondsPerRun * 1000) / 2
    let done = 0
    while (performance.now() < until) {
      const calls: Promise<Outcome>[] = []
      for (let i = 0; i < width; i++, done++) calls.push(run(facts[done % facts.length]!))
      await Promise.all(calls)
    }
    best = Math.max(best, done / ((performance.now() - started) / 1000))
  }
  return Math.round(best)
}

const agree = async (name: string, run: Run, facts: readonly Facts[], expected: readonly Evaluation[]) => {
  for (let i = 0; i < facts.length; i++) {
    const found = await run(facts[i]!)
    if (found.score === expected[i]!.score && found.grade === expected[i]!.grade) continue
    const ours = `${expected[i]!.score} ${expected[i]!.grade}`
    throw new Error(`${name} gives ${found.score} ${found.grade}, the card ${ours}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await benchEvaluation(), null, 2))
}
