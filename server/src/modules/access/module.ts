import { join } from 'node:path'
import { module } from '../../kernel/module.ts'

export const access = module('access', { migrations: join(import.meta.dirname, 'migrations') })
