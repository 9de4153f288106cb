import { dayOf } from '../../kernel/clock.ts'
import type { Follower } from '../../kernel/walk.ts'
import { archivesIn } from '../archive/index.ts'
import { evaluatorOn } from '../evaluation/index.ts'
import { packSet } from '../policy/index.ts'
import { tellPages } from './actions/tell-pages.ts'
import { lawOf } from './rules/law.ts'
import { buildPage } from './rules/page.ts'
import { hitOf, searchRowOf } from './rules/search-row.ts'
import { replacePages, type WrittenPage } from './store/pages.ts'

/** Builds the chunk's public pages, search rows and hits anew and replaces them; what may not be shown is deleted. The public
 * log is told what changed. */
export const follow: Follower = async (ctx, chunk) => {
  const day = dayOf(ctx.now)
  const law = lawOf(await packSet(ctx))
  const items = law.items(day)
  const evaluate = await evaluatorOn(ctx, day)
  const pages: WrittenPage[] = []
  for (const [subjectId, archive] of archivesIn(chunk)) {
    const { page, changesOn } = buildPage(archive, items, law.displayOf, evaluate, day)
    pages.push(
      page
        ? {
            subjectId,
            body: JSON.stringify(page.body),
            changesOn,
            hit: hitOf(page),
            search: searchRowOf(page.body),
          }
        : { subjectId, body: null, changesOn },
    )
  }
  await replacePages(ctx, chunk.subjectIds, pages, day)
  await tellPages(ctx, chunk.subjectIds, pages)
}
