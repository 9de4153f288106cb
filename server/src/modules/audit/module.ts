import { join } from 'node:path'
import { module } from '../../kernel/module.ts'

export const audit = module('audit', { migrations: join(import.meta.dirname, 'migrations') })
