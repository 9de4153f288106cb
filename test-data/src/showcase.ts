import { dayOf, serialOf, yearsLater } from './calendar.ts'
import { demoCity } from './demo-plans.ts'
import { inWan } from './kinds/party.ts'
import { drawPenalty } from './kinds/penalty.ts'
import type { Random } from './random.ts'
import { columnsOf, rows } from './rows.ts'
import { type PenaltyClass, penaltyClasses } from './words/offences.ts'
import { cities } from './words/regions.ts'
import type { World } from './world.ts'

type Case = {
  daysAgo: number
  classes: readonly PenaltyClass[]
  fine: number
  withdrawn?: boolean
  summary?: boolean
}

/** One penalty for each state a display can be in on the day of receipt, under today's and earlier law. */
const cases: readonly Case[] = [
  { daysAgo: 15, classes: ['warning'], fine: 0, summary: true },
  { daysAgo: 80, classes: ['warning', 'fine'], fine: 100, summary: true },
  { daysAgo: 100, classes: ['criticism'], fine: 0 },
  { daysAgo: 40, classes: ['fine'], fine: 23_000 },
  { daysAgo: 130, classes: ['income', 'fine'], fine: 36_500 },
  { daysAgo: 360, classes: ['fine'], fine: 50_000 },
  { daysAgo: 352, classes: ['downgrade'], fine: 0 },
  { daysAgo: 375, classes: ['fine'], fine: 18_000 },
  { daysAgo: 60, classes: ['revoke', 'fine'], fine: 260_000 },
  { daysAgo: 430, classes: ['halt', 'fine'], fine: 120_000 },
  { daysAgo: 1087, classes: ['revoke'], fine: 0 },
  { daysAgo: 1120, classes: ['ban', 'fine'], fine: 80_000 },
  { daysAgo: 90, classes: ['close'], fine: 0 },
  { daysAgo: 200, classes: ['fine'], fine: 9_000, withdrawn: true },
  { daysAgo: 2000, classes: ['suspend', 'fine'], fine: 42_000 },
  { daysAgo: 1500, classes: ['fine'], fine: 7_600 },
  { daysAgo: 2600, classes: ['fine'], fine: 15_000 },
]

/** Penalties in every display state, twice each, and a firm with twenty-five of them; titles layout, no dirt. */
export function* showcasePenalties(scene: World, day: string, random: Random): Generator<string[]> {
  const codes = columnsOf('administrative-penalty', 'titles').map(({ code }) => code)
  const write = (values: Record<string, string>) => codes.map((code) => values[code] ?? '')
  let number = 90_000
  for (let round = 0; round < 2; round++)
    for (const each of cases)
      yield write(penaltyOf(each, { scene, day, random: random.split('case', number), number: number++ }))
  const often = activeCompany(scene, random)
  for (let turn = 0; turn < 25; turn++) {
    const one = { daysAgo: 20 + turn * 47, classes: ['fine'], fine: 1000 + turn * 700 } as const
    const values = penaltyOf(one, { scene, day, random: random.split('often', turn), number: number++ })
    yield write({ ...values, ...often })
  }
}

type Setting = { scene: World; day: string; random: Random; number: number }

function penaltyOf(each: Case, from: Setting): Record<string, string> {
  const { scene, random, number } = from
  const decided = dayOf(serialOf(from.day) - each.daysAgo)
  const drawn = drawPenalty({
    world: scene,
    index: number,
    random,
    day: decided,
    first: decided,
    authority: 'market',
    city: cities.find(({ code }) => code === demoCity),
  })
  const heavy = each.classes.some((key) => !['warning', 'criticism', 'fine', 'income'].includes(key))
  const licence = each.classes.some((key) => key === 'revoke' || key === 'suspend')
    ? `食品经营许可证（编号${number}）`
    : ''
  const income = each.classes.includes('income') ? 12_800 : 0
  const words = each.classes.map((key) => sentence(key, { fine: each.fine, income, licence }))
  return {
    ...drawn,
    ...activeCompany(scene, random),
    CF_CFLB: each.classes.map((key) => penaltyClasses[key]).join(';'),
    CF_NR: `${words.join('；')}。`,
    CF_NR_FK: each.fine ? inWan(each.fine) : '',
    CF_NR_WFFF: income ? inWan(income) : '',
    CF_NR_ZKDX: licence,
    CF_JDRQ: decided,
    CF_YXQ: yearsLater(decided, heavy ? 3 : 1),
    CF_CXLX: each.summary ? '简易程序' : '普通程序',
    CF_ZT: each.withdrawn ? '1' : '0',
    CF_CXYY: each.withdrawn ? '行政复议决定撤销原行政处罚决定' : '',
  }
}

function sentence(key: PenaltyClass, amounts: { fine: number; income: number; licence: string }): string {
  if (key === 'fine') return `罚款人民币${amounts.fine}元`
  if (key === 'income') return `没收违法所得人民币${amounts.income}元`
  if (key === 'warning' || key === 'criticism') return `给予${penaltyClasses[key]}`
  return penaltyClasses[key] + (amounts.licence && `：${amounts.licence}`)
}

/** Identity cells of an active enterprise that is older than any case. */
function activeCompany(scene: World, random: Random): Record<string, string> {
  let company = scene.companyAt(random.int(scene.companies))
  const fits = () =>
    company.status === 'active' && company.kind === 'enterprise' && company.founded < '2018-01-01'
  for (let tries = 0; tries < 200 && !fits(); tries++) company = scene.companyAt(random.int(scene.companies))
  return {
    CF_XDR_MC: company.name,
    CF_XDR_LB: '法人及非法人组织',
    CF_XDR_SHXYM: company.uscc,
    CF_XDR_GSZC: company.registrationNumber,
    CF_XDR_ZZJG: company.organisationCode,
    CF_FRDB: company.legalRepresentative,
    CF_FR_ZJLX: '',
    CF_FR_ZJHM: '',
    CF_XDR_ZJLX: '',
    CF_XDR_ZJHM: '',
  }
}

/** Licences that expire in the coming weeks, today, or expired yesterday. */
export function* showcaseLicences(scene: World, day: string, random: Random): Generator<string[]> {
  const codes = columnsOf('administrative-license', 'titles').map(({ code }) => code)
  const [from, until] = [codes.indexOf('XK_YXQZ'), codes.indexOf('XK_YXQZI')]
  const decided = codes.indexOf('XK_JDRQ')
  const ends = [1, 3, 7, 14, 20, 29, 30, 45, 60, 89, 0, -1, -30]
  const drawn = rows('administrative-license', {
    world: scene,
    count: ends.length,
    day,
    start: 90_000 + random.int(1000),
    style: 'titles',
    authority: 'market',
    city: demoCity,
  })
  let turn = 0
  for (const cells of drawn) {
    const end = dayOf(serialOf(day) + (ends[turn++] as number))
    const start = yearsLater(end, -5)
    cells[until] = end
    cells[from] = start
    cells[decided] = start
    yield cells
  }
}
