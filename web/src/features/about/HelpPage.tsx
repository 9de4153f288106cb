import { Article } from './Article.tsx'
import { helpTexts } from './help-texts.ts'

/** The page that explains how to read a credit page. */
export const Component = () => <Article texts={helpTexts} />
