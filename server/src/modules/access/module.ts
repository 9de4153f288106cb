import { join } from 'node:path'
import { module } from '../../kernel/module.ts'
import { routes } from './routes.ts'

export const access = module('access', { routes, migrations: join(import.meta.dirname, 'migrations') })
