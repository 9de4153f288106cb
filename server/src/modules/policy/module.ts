import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { routes } from './routes.ts'

/** Policy: dated packs, what the law says on which day. */
export const policy = module('policy', { routes, migrations: join(import.meta.dirname, 'migrations') })
