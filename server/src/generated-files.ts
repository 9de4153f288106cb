import { openApiOf } from './kernel/http/index.ts'
import type { Module } from './kernel/module.ts'
import { schemaFiles } from './modules/policy/index.ts'
import { permissionMatrix } from './permission-matrix.ts'
import { webTypes } from './web-types.ts'

/**
 * The committed files that are printouts of the code: openapi.json, the web's types made from it, docs/permissions.md
 * and the JSON Schema of each policy folder. Paths are relative to the repository; the same modules give the same
 * bytes.
 */
export async function generatedFiles(modules: Module[]): Promise<{ path: string; text: string }[]> {
  const openApi = `${JSON.stringify(openApiOf(modules), null, 2)}\n`
  const schemas = schemaFiles(modules.flatMap((module) => module.policy))
  return [
    { path: 'openapi.json', text: openApi },
    await webTypes(openApi),
    { path: 'docs/permissions.md', text: permissionMatrix(modules) },
    ...schemas.map(({ path, text }) => ({ path: `policy/${path}`, text })),
  ]
}
