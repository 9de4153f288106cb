import { randomUUID } from 'node:crypto'
import { BlockList, isIPv6 } from 'node:net'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { pauseActor } from '../../identity/index.ts'
import { packSet } from '../../policy/index.ts'
import { behaviourOn, type Hour, unusual } from '../rules/behaviour.ts'
import type { BehaviourRule } from '../schema.ts'
import { forgetActivity, historyOf, takeUnjudged } from '../store/activity.ts'
import { notePaused, raiseAlert } from '../store/alerts.ts'

const hoursAtOnce = 100
const roundsMax = 50
const dayMs = 86_400_000
const historyDays = 28
const keptDays = 90
const forgottenMax = 20_000

/**
 * Compares what was counted since the last time with the rules in force, a bounded number of hours a run; what is
 * left waits for the next one. Then forgets old counts.
 */
export async function judgeActivity(ctx: Ctx): Promise<void> {
  for (let round = 0; round < roundsMax; round++) {
    const taken = await ctx.inTransaction(async (tx) => {
      const hours = await takeUnjudged(tx, hoursAtOnce)
      for (const hour of hours) await judge(tx, hour)
      return hours.length
    })
    if (taken < hoursAtOnce) break
  }
  const before = new Date(ctx.now.getTime() - keptDays * dayMs)
  await ctx.inTransaction((tx) => forgetActivity(tx, before, forgottenMax))
}

async function judge(ctx: Ctx, hour: Hour): Promise<void> {
  const rules = behaviourOn(await packSet(ctx), dayOf(hour.hour))
  if (rules.length === 0) return
  const since = new Date(hour.hour.getTime() - historyDays * dayMs)
  const history = await historyOf(ctx, hour.actor, since, hour.hour)
  for (const rule of rules) {
    const figures = unusual(rule, hour, history, homeOf(rule))
    if (figures !== null) await raise(ctx, rule, hour, figures)
  }
}

async function raise(
  ctx: Ctx,
  rule: BehaviourRule,
  hour: Hour,
  figures: Record<string, number>,
): Promise<void> {
  const id = randomUUID()
  const { severity, version: ruleVersion } = rule
  const draft = { id, rule: rule.pack, ruleVersion, severity, actor: hour.actor, hour: hour.hour, figures }
  if (!(await raiseAlert(ctx, draft))) return
  const isPaused = rule.action === 'pause' && (await pauseActor(ctx, hour.actor, rule.pack))
  if (isPaused) await notePaused(ctx, id)
  await recordLeaf(ctx, {
    action: 'protection.raise-alert',
    object: id,
    digest: digestOf(JSON.stringify(draft)),
    detail: { rule: rule.pack, actor: hour.actor, paused: isPaused ? 1 : 0 },
  })
}

const homes = new WeakMap<BehaviourRule, BlockList>()

/** Whether a network is one of those a rule calls its own. */
const homeOf = (rule: BehaviourRule) => (place: string) => {
  let list = homes.get(rule)
  if (list === undefined) {
    list = new BlockList()
    for (const network of rule.homeNetworks ?? []) {
      const [address, length] = network.split('/') as [string, string]
      list.addSubnet(address, Number(length), isIPv6(address) ? 'ipv6' : 'ipv4')
    }
    homes.set(rule, list)
  }
  return list.check(place, place.includes(':') ? 'ipv6' : 'ipv4')
}
