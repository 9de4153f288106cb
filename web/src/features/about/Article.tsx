import { type Language, useWords } from '../../text/index.tsx'
import { Page } from '../../ui/Page.tsx'
import './article.css'

/** A page of text: a title, a lead, and parts with paragraphs or a list. */
export type ArticleText = {
  title: string
  lead: string
  parts: { title: string; paragraphs?: string[]; list?: string[] }[]
}

/** Shows a text page in the reader's language. */
export function Article({ texts }: { texts: Record<Language, ArticleText> }) {
  const { title, lead, parts } = useWords(texts)
  return (
    <Page title={title} lead={lead} narrow>
      <div className="prose">
        {parts.map((part) => (
          <section key={part.title}>
            <h2>{part.title}</h2>
            {part.paragraphs?.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {part.list && (
              <ul>
                {part.list.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Page>
  )
}
