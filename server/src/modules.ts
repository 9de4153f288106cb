import { access } from './modules/access/module.ts'
import { archive } from './modules/archive/module.ts'
import { audit } from './modules/audit/module.ts'
import { catalog } from './modules/catalog/module.ts'
import { cleaning } from './modules/cleaning/module.ts'
import { disclosure } from './modules/disclosure/module.ts'
import { evaluation } from './modules/evaluation/module.ts'
import { identity } from './modules/identity/module.ts'
import { intake } from './modules/intake/module.ts'
import { ops } from './modules/ops/module.ts'
import { policy } from './modules/policy/module.ts'
import { protection } from './modules/protection/module.ts'
import { subjects } from './modules/subjects/module.ts'

/**
 * The order is the law, and the route a record takes: a module asks only those above it and is heard only by
 * those below.
 */
export const modules = [
  audit, // who did what, sealed
  policy, // dated packs: what the law says
  identity, // people, bodies, permissions
  access, // who looked at whose file
  protection, // what is owed to those whom the information is about 个人信息保护
  catalog, // what may be collected 目录
  intake, // everything enters here 归集
  cleaning, // normalise, check, return 清洗
  subjects, // who is this about 主体
  archive, // the credit archive 档案
  evaluation, // scores and grades 评价
  disclosure, // public pages, search 公示查询
  ops, // service quality, health
]
