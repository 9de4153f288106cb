import { useEffect, useState } from 'react'
import { type Language, languages, useText } from '../text/index.tsx'

const languageNames: Record<Language, string> = { 'zh-CN': '简体', 'zh-Hant': '繁體', en: 'English' }

/** Language, large text and high contrast, all kept in this browser. */
export function Preferences() {
  const { t, language, setLanguage } = useText()
  return (
    <div className="preferences">
      <Toggle name="large" title={t.nav.large} />
      <Toggle name="contrast" title={t.nav.contrast} />
      <select
        aria-label={t.nav.language}
        value={language}
        onChange={(e) => setLanguage(e.target.value as Language)}
      >
        {languages.map((l) => (
          <option key={l} value={l} lang={l}>
            {languageNames[l]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A switch that puts its name as a class on the document. */
function Toggle({ name, title }: { name: 'large' | 'contrast'; title: string }) {
  const key = `xinqiao.${name}`
  const [on, setOn] = useState(() => localStorage.getItem(key) === '1')
  useEffect(() => {
    document.documentElement.classList.toggle(name, on)
    localStorage.setItem(key, on ? '1' : '0')
  }, [on, name, key])
  return (
    <button type="button" className="toggle" aria-pressed={on} onClick={() => setOn(!on)}>
      {title}
    </button>
  )
}
