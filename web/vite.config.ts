import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { demoFiles } from '@xinqiao/test-data'
import { defineConfig, type Plugin } from 'vite'

/** The portal's build: one page, hashed assets, sample files, every text file also as .gz and .br. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [react(), samples(), precompressed()],
  build: {
    outDir: 'dist',
    // A phone of 2021 must still open the portal.
    target: ['chrome90', 'edge90', 'firefox90', 'safari15'],
    // The content security policy admits files of this site only, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: join(import.meta.dirname, 'portal.html'),
      output: { codeSplitting: { groups: [{ name: 'portal', tags: ['$initial'] }] } },
    },
  },
  // Built within a test run it is still what readers get: React for production, not the far larger one for developers.
  ...(command === 'build' && {
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { development: false } },
  }),
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
}))

/** Files of invented firms that a newcomer can send; about the firms of the demo. */
function samples(): Plugin {
  let folder = ''
  return {
    name: 'samples',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir, 'samples')
    },
    async closeBundle() {
      await demoFiles(folder, { seed: 20_260_401, day: '2026-04-01', only: 'samples' })
    },
  }
}

function precompressed(): Plugin {
  let outDir = ''
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        const content = readFileSync(path)
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(content, { params: { [zlib.BROTLI_PARAM_SIZE_HINT]: content.length } }),
        )
      }
    },
  }
}
