import { FileProblem, type Place } from '../schema.ts'
import { fieldAttributes, fieldName, GuardedParser } from './guarded-parser.ts'

const metadataName = /^(head|header|meta|metadata|msghead|summary|报文头|头|元数据)$/i

/** True for elements that describe the message and not its records (`<head>` of the exchange form). */
export const isMetadataName = (name: string): boolean => metadataName.test(name)

type Node = {
  path: string
  counts: Map<string, number>
  fields: number
  isDeep: boolean
  isMetadata: boolean
}
type Tally = { depth: number; most: number; fields: number; hasElements: boolean; isDeep: boolean }

/**
 * The depth at which the records of a document stand, seen from its beginning: that of the shallowest elements with
 * fields that repeat under one parent; without any repetition that of the element with the most fields. The root
 * has depth 1; null when there is no element with fields.
 */
export function recordDepth(text: string, place: Place): number | null {
  const tallies = [...tally(text, place).values()]
  const repeated = tallies.filter((found) => found.most > 1).sort((a, b) => a.depth - b.depth)[0]
  const flat = tallies.filter((found) => !found.isDeep).sort((a, b) => b.fields - a.fields)
  const single = flat.find((found) => found.hasElements) ?? flat[0]
  return (repeated ?? single)?.depth ?? null
}

function tally(text: string, place: Place): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  const stack: Node[] = []
  const leave = () => {
    const node = stack.pop()!
    const parent = stack.at(-1)
    if (parent) {
      parent.fields++
      parent.isDeep ||= node.counts.size > 0
      parent.counts.set(node.path, (parent.counts.get(node.path) ?? 0) + (node.fields > 0 ? 1 : 0))
    }
    if (node.fields === 0 || node.isMetadata) return
    const old = tallies.get(node.path)
    tallies.set(node.path, {
      depth: stack.length + 1,
      most: Math.max(parent?.counts.get(node.path) ?? 1, old?.most ?? 0),
      fields: Math.max(node.fields, old?.fields ?? 0),
      hasElements: node.counts.size > 0 || (old?.hasElements ?? false),
      isDeep: node.isDeep || (old?.isDeep ?? false),
    })
  }
  const parser = new GuardedParser(place, {
    open: (name, attributes) => {
      const parent = stack.at(-1)
      const own = fieldAttributes(attributes)
      const fields = fieldName(name, own) ? 0 : own.length
      const isMetadata = (parent?.isMetadata ?? false) || isMetadataName(name)
      stack.push({
        path: `${parent?.path ?? ''}/${name}`,
        counts: new Map(),
        fields,
        isDeep: false,
        isMetadata,
      })
    },
    close: leave,
    text: () => {},
  })
  try {
    parser.write(text)
  } catch (problem) {
    // Whatever is broken in the sample is reported by the reader, with the rows before it.
    if (!(problem instanceof FileProblem)) throw problem
  }
  // The sample may end inside of records: what is open counts as far as it goes.
  while (stack.length > 0) leave()
  return tallies
}
