import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFiles } from '../generated-files.ts'
import { modules } from '../modules.ts'
import { rootFolder } from './session.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'openapi',
  summary:
    'Write openapi.json, docs/permissions.md, the types of the web and the JSON Schemas of policy/ anew, after a change of routes or shapes.',
  args: '',
  argsMin: 0,
  argsMax: 0,
  options: {},
  run: async ({ json }) => {
    const files = await generatedFiles(modules)
    for (const { path, text } of files) writeFileSync(join(rootFolder(), path), text)
    const paths = files.map(({ path }) => path)
    process.stdout.write(json ? `${JSON.stringify({ written: paths })}\n` : `${paths.join('\n')}\n`)
    return 0
  },
})
