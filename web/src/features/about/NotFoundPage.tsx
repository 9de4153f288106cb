import { paths } from '../../paths.ts'
import { useText } from '../../text/index.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'

/** What an address that no page has shows. */
export function Component() {
  const { t } = useText()
  return (
    <Page title={t.fallback.notFound} lead={t.fallback.notFoundText} narrow>
      <p className="actions">
        <ButtonLink look="primary" to={paths.home}>
          {t.notice.back}
        </ButtonLink>
        <ButtonLink to={paths.search()}>{t.nav.search}</ButtonLink>
      </p>
    </Page>
  )
}
