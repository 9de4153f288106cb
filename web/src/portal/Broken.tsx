import { Component, type ReactNode } from 'react'
import { useText } from '../text/index.tsx'
import { Page } from '../ui/Page.tsx'

type Props = { place: string; children: ReactNode }

/** Catches a page that fails while it is drawn or loaded; another address (`place`) is tried anew. */
export class Broken extends Component<Props, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override componentDidUpdate(before: Props) {
    if (this.state.broken && before.place !== this.props.place) this.setState({ broken: false })
  }
  override render() {
    return this.state.broken ? <Apology /> : this.props.children
  }
}

function Apology() {
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
