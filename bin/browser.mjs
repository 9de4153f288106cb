#!/usr/bin/env node
// Makes sure that the browser tests have a browser: one that is there, or Debian's. Says so and fails otherwise.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const found = () => places.find((place) => place && existsSync(place))

if (!found() && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  process.stdout.write('No browser found; installing chromium with apt …\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
    stdio: 'inherit',
    env,
  })
}
if (found()) process.stdout.write(`${found()}\n`)
else {
  process.stderr.write(
    'The browser tests need Chromium: none was found and it could not be installed with apt. Install it or set CHROMIUM to its path.\n',
  )
  process.exitCode = 1
}
