import type { FieldCompiler } from '../field-context.ts'

/** Running text: what the cell reader left of it is kept as it is. */
export const textRule: FieldCompiler = () => (text) => text
