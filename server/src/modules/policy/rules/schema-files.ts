import type { PolicyFolder } from '../../../kernel/module.ts'

/** The JSON Schemas kept beside the files they describe, for editors and for whoever writes a pack. */
export const schemaFiles = (folders: readonly PolicyFolder[]): { path: string; text: string }[] =>
  folders.map(({ area, shape, describe }) => {
    const schema = { $schema: 'http://json-schema.org/draft-07/schema#', description: describe, ...shape }
    return { path: `${area}/schema.json`, text: `${JSON.stringify(schema, null, 2)}\n` }
  })
