import { module } from '../../kernel/module.ts'
import { routes } from './routes.ts'

export const ops = module('ops', { routes })
