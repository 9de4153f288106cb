import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'

type Props = { text: string; label: string; done: string }

/** Puts a text on the clipboard and says so. Where that is not allowed the text stays to be marked by hand. */
export function CopyButton({ text, label, done }: Props) {
  const [isDone, setDone] = useState(false)
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setDone(true),
      () => setDone(false),
    )
  return (
    <>
      <Button onClick={copy}>{label}</Button>
      <span role="status" className="quiet-text">
        {isDone ? done : ''}
      </span>
    </>
  )
}
