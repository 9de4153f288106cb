import { openApiOf } from './kernel/http/index.ts'
import type { Module } from './kernel/module.ts'
import { schemaFiles } from './modules/policy/index.ts'

/**
 * The committed files that are printouts of the code: openapi.json and the JSON Schema of each policy folder. Paths
 * are relative to the repository; the same modules give the same bytes.
 */
export const generatedFiles = (modules: Module[]): { path: string; text: string }[] => [
  { path: 'openapi.json', text: `${JSON.stringify(openApiOf(modules), null, 2)}\n` },
  ...schemaFiles(modules.flatMap((module) => module.policy)).map(({ path, text }) => ({
    path: `policy/${path}`,
    text,
  })),
]
