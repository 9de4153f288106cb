import { useText } from '../text/index.tsx'
import { Page } from '../ui/Page.tsx'

/** What is shown when a page fails while it is drawn or loaded. */
export function Broken() {
  const { t } = useText()
  return (
    <Page title={t.fallback.broken} narrow>
      <div className="notice bad" role="alert">
        <p>{t.fallback.brokenText}</p>
        <a className="button quiet" href="/">
          {t.notice.back}
        </a>
      </div>
    </Page>
  )
}
