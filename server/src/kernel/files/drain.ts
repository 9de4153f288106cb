import type { TableEvent } from './schema.ts'

/** What gathers rows while a file is parsed, and gives them out in batches. */
export type Collector = { take: () => TableEvent[]; end: () => void }

/**
 * Runs the parsing steps of a file and hands on what they gather. When a step throws, everything complete before
 * it is handed on first.
 */
export async function* drain(collector: Collector, steps: AsyncIterable<void>): AsyncGenerator<TableEvent> {
  const problems: unknown[] = []
  const iterator = steps[Symbol.asyncIterator]()
  try {
    for (let isDone = false; !isDone && problems.length === 0; ) {
      try {
        isDone = (await iterator.next()).done === true
      } catch (problem) {
        problems.push(problem)
      }
      yield* collector.take()
    }
    try {
      collector.end()
    } catch (problem) {
      problems.push(problem)
    }
    yield* collector.take()
  } finally {
    await iterator.return?.()
  }
  if (problems.length > 0) throw problems[0]
}
