import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { Suggestion } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Marked } from './Marked.tsx'
import { longEnough } from './search-state.ts'

type Props = { start?: string; onSearch: (q: string) => void }

/** The search box: a combobox whose suggestions lead straight to a subject; Enter searches what is typed. */
export function SearchBox({ start = '', onSearch }: Props) {
  const { t } = useText()
  const id = useId()
  const box = useSuggestions(start)
  const navigate = useNavigate()
  const choose = (s: Suggestion) => {
    box.close()
    void navigate(paths.subject(s.id))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = box.open ? box.items[box.active] : undefined
    if (chosen) return choose(chosen)
    box.close()
    onSearch(box.text.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') box.close()
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      box.move(event.key === 'ArrowDown' ? 1 : -1)
    }
  }
  return (
    <search>
      <form className="search-box" onSubmit={submit}>
        <label htmlFor={id}>{t.search.label}</label>
        <div className="search-row">
          <div className="combo">
            <input
              id={id}
              type="text"
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={box.open}
              aria-controls={`${id}-list`}
              aria-activedescendant={box.open && box.active >= 0 ? `${id}-${box.active}` : undefined}
              autoComplete="off"
              enterKeyHint="search"
              spellCheck={false}
              maxLength={100}
              placeholder={t.search.placeholder}
              value={box.text}
              onChange={(e) => box.type(e.target.value)}
              onKeyDown={onKeyDown}
              onBlur={box.close}
            />
            <div
              id={`${id}-list`}
              className="combo-list"
              role="listbox"
              aria-label={t.search.suggestions}
              hidden={!box.open}
            >
              {box.items.map((s, n) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input that owns the list takes its keys
                // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input
                <div
                  key={s.id}
                  id={`${id}-${n}`}
                  role="option"
                  aria-selected={n === box.active}
                  onMouseDown={(e) => e.preventDefault()}
                  onClick={() => choose(s)}
                >
                  <span>
                    <Marked text={s.name} marks={s.marks} />
                  </span>
                  {s.uscc && <small className="code">{s.uscc}</small>}
                </div>
              ))}
            </div>
          </div>
          <Button look="primary" type="submit">
            {t.search.go}
          </Button>
        </div>
        <span className="hidden" role="status">
          {box.open ? t.search.suggestionCount(box.items.length) : ''}
        </span>
      </form>
    </search>
  )
}

function useSuggestions(start: string) {
  const [text, setText] = useState(start)
  const [asked, setAsked] = useState('')
  const [wanted, setWanted] = useState(false)
  const [active, setActive] = useState(-1)
  useEffect(() => setText(start), [start])
  // Asks when the typing rests, not at every key.
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted ? text.trim() : ''), 160)
    return () => clearTimeout(timer)
  }, [text, wanted])
  const { data } = useQuery({
    queryKey: ['suggest', asked],
    queryFn: ({ signal }) => get('/v1/suggest', { query: { q: asked } }, signal),
    enabled: longEnough(asked),
    placeholderData: (before) => before,
  })
  const items = longEnough(text) ? (data?.items ?? []) : []
  return {
    text,
    items,
    active,
    open: wanted && items.length > 0,
    type(value: string) {
      setText(value)
      setWanted(true)
      setActive(-1)
    },
    close() {
      setWanted(false)
      setActive(-1)
    },
    move(step: 1 | -1) {
      if (items.length === 0) return
      setWanted(true)
      setActive((at) => (at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length)
    },
  }
}
