/** Cleaned values of one record by field code. */
export type RecordValues = Record<string, string | string[]>

/**
 * A condition of a policy pack on one value; every part given must hold. A list value holds when one member does.
 * `atLeast` is inclusive, `below` exclusive; a value that is no number meets neither.
 */
export type ValueCondition = {
  field: string
  in?: string[]
  /** Every member is listed. */
  only?: string[]
  /** No member is listed; an absent value meets it. */
  notIn?: string[]
  contains?: string[]
  atLeast?: number
  below?: number
  present?: boolean
}

/** True when the values meet the condition. */
export type ValueTest = (values: RecordValues) => boolean

/** Turns conditions into one test that holds when all of them do; null when there is none. Never throws. */
export const compileConditions = (conditions: readonly ValueCondition[] | undefined): ValueTest | null => {
  if (!conditions?.length) return null
  const tests = conditions.map(compileCondition)
  if (tests.length === 1) return tests[0]!
  return (values) => {
    for (const test of tests) if (!test(values)) return false
    return true
  }
}

const decimal = /^-?\d{1,30}(?:\.\d{1,30})?$/

/** The number in a cleaned value; undefined when it is anything but plain decimal text. */
export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'string' && decimal.test(value) ? Number(value) : undefined

const compileCondition = (condition: ValueCondition): ValueTest => {
  const { field } = condition
  const one = compileMember(condition)
  const { present } = condition
  const only = condition.only ? setTest(condition.only) : null
  const not = condition.notIn ? setTest(condition.notIn) : null
  // A condition of notIn alone holds for what is absent; any other part asks for a value.
  const whenAbsent = present === undefined ? one === null && only === null : !present
  return (values) => {
    const value: unknown = values[field]
    // Anything but text and lists is a name every object has, such as `constructor`: the field is absent.
    if (typeof value === 'string') {
      if (present === false || not?.(value)) return false
      return (one === null || one(value)) && (only === null || only(value))
    }
    if (!Array.isArray(value) || value.length === 0) return whenAbsent
    if (present === false || (only !== null && !value.every(only)) || (not !== null && value.some(not)))
      return false
    return one === null || value.some((member) => typeof member === 'string' && one(member))
  }
}

type Member = (text: string) => boolean

const compileMember = (condition: ValueCondition): Member | null => {
  const tests: Member[] = []
  if (condition.in) tests.push(setTest(condition.in))
  if (condition.contains) {
    const words = condition.contains
    tests.push((text) => words.some((word) => text.includes(word)))
  }
  const { atLeast, below } = condition
  if (atLeast !== undefined) tests.push((text) => (numberIn(text) ?? Number.NEGATIVE_INFINITY) >= atLeast)
  if (below !== undefined) tests.push((text) => (numberIn(text) ?? Number.POSITIVE_INFINITY) < below)
  if (tests.length === 0) return null
  return tests.length === 1 ? tests[0]! : (text) => tests.every((test) => test(text))
}

const setTest = (listed: readonly string[]): Member => {
  if (listed.length <= 3) {
    const [a, b, c] = listed
    return (text) => text === a || text === b || text === c
  }
  const set = new Set(listed)
  return (text) => set.has(text)
}
