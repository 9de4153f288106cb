import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The portal's page, or null where no pages are built. */
export const portalPage = (dist: string | null): Buffer | null =>
  dist !== null && existsSync(join(dist, 'portal.html')) ? readFileSync(join(dist, 'portal.html')) : null

/**
 * Serves the built pages: assets by their hashed names for ever, sample files to keep, the portal's page for every address that is not the
 * API's and that asks for a page.
 */
export async function bindWeb(scope: FastifyInstance, dist: string | null): Promise<void> {
  const portal = portalPage(dist)
  if (dist === null || portal === null) return
  await scope.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    cacheControl: false,
    decorateReply: false,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
  if (existsSync(join(dist, 'samples')))
    await scope.register(fastifyStatic, {
      root: join(dist, 'samples'),
      prefix: '/samples/',
      index: false,
      cacheControl: false,
      decorateReply: false,
      setHeaders: (reply) => {
        reply.header('cache-control', 'no-cache')
        reply.header('content-disposition', 'attachment')
      },
    })
  for (const name of ['favicon.svg', 'robots.txt']) {
    const file = join(dist, name)
    if (!existsSync(file)) continue
    const bytes = readFileSync(file)
    scope.get(`/${name}`, async (_request, reply) =>
      reply.type(name.endsWith('.svg') ? 'image/svg+xml' : 'text/plain').send(bytes),
    )
  }
  const page = async (
    _request: unknown,
    reply: { type: (t: string) => { header: (n: string, v: string) => { send: (b: Buffer) => unknown } } },
  ) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(portal)
  scope.get('/', page as never)
  for (const path of [
    '/search',
    '/submit',
    '/batches',
    '/batches/*',
    '/subjects/*',
    '/doubts',
    '/kinds',
    '/kinds/*',
    '/about',
    '/help',
    '/privacy',
    '/sign-in',
    '/first-start',
    '/invitation',
    '/account',
    '/people',
    '/organisations',
  ])
    scope.get(path, page as never)
}
