import { Article } from './Article.tsx'
import { aboutTexts } from './about-texts.ts'

/** The page about this site. */
export const Component = () => <Article texts={aboutTexts} />
