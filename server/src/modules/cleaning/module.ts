import { module } from '../../kernel/module.ts'

/** Cleaning: pure rules that other modules call; it opens no doors and owns no tables. */
export const cleaning = module('cleaning', {})
