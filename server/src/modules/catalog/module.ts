import { module } from '../../kernel/module.ts'
import { routes } from './routes.ts'
import { codeFaults } from './rules/code-faults.ts'
import { CodeTable } from './rules/code-table.ts'
import { itemFaults } from './rules/item-faults.ts'
import { CatalogItem } from './schema.ts'

/** Catalog: what may be collected 目录, and the code tables it speaks in. */
export const catalog = module('catalog', {
  routes,
  policy: [
    {
      area: 'codes',
      shape: CodeTable,
      describe: 'Code tables: regions, industries, kinds of penalty, working days.',
      check: codeFaults,
    },
    {
      area: 'catalog',
      shape: CatalogItem,
      describe: 'Record kinds: fields, checks, masks, openness, retention, legal basis.',
      check: itemFaults,
    },
  ],
})
