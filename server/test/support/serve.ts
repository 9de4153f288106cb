import { loadConfig } from '../../src/kernel/config.ts'
import { createLog } from '../../src/kernel/log.ts'
import { startPlatform } from '../../src/platform.ts'

/** The platform as `xinqiao serve` starts it, from a folder that has a policy and no pages, until it is told to stop. */
const [root] = process.argv.slice(2)
if (root === undefined) throw new Error('the folder with the policy is the argument')
const config = loadConfig()
const platform = await startPlatform({ config, log: createLog(config), root })
process.once('SIGTERM', async () => {
  await platform.stop()
  process.exit(0)
})
process.stdout.write(`${JSON.stringify({ url: platform.url })}\n`)
