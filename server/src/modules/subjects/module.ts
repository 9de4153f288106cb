import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { routes } from './routes.ts'

export const subjects = module('subjects', { routes, migrations: join(import.meta.dirname, 'migrations') })
