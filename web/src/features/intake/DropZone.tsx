import { type DragEvent, useRef, useState } from 'react'
import { useStaffText } from '../../text/staff.ts'
import { Button } from '../../ui/Button.tsx'

const accept = '.xlsx,.csv,.tsv,.txt,.json,.jsonl,.ndjson,.xml,.zip,.gz'

/** Takes files that are dropped on it or chosen with its button. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { w } = useStaffText()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const over = (value: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(value)
  }
  const drop = (event: DragEvent) => {
    over(false)(event)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) onFiles(files)
  }
  return (
    <section
      className={isOver ? 'drop-zone is-over' : 'drop-zone'}
      aria-label={w.submit.choose}
      onDragEnter={over(true)}
      onDragOver={over(true)}
      onDragLeave={over(false)}
      onDrop={drop}
    >
      <p className="drop-title">{isOver ? w.submit.dropNow : w.submit.drop}</p>
      <Button look="primary" onClick={() => input.current?.click()}>
        {w.submit.choose}
      </Button>
      <p className="quiet-text">{w.submit.dropHint}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={w.submit.choose}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </section>
  )
}
