import { Article } from './Article.tsx'
import { privacyTexts } from './privacy-texts.ts'

/** The page that says what this site keeps about its readers. */
export const Component = () => <Article texts={privacyTexts} />
