import { type ReactNode, useState } from 'react'
import { download, readToken } from '../api/client.ts'
import { Button } from './Button.tsx'
import { Failure } from './Notice.tsx'

type Props = { url: string; filename: string; busy: string; children: ReactNode }

/** A file of the API to keep. With a token it is fetched first, because a plain link cannot carry the token. */
export function FileLink({ url, filename, busy, children }: Props) {
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const [problem, setProblem] = useState<unknown>(null)
  if (readToken() === null)
    return (
      <a className="button quiet" href={url} download={filename}>
        {children}
      </a>
    )
  const fetchFile = async () => {
    setState('busy')
    setProblem(null)
    try {
      keep(await download(url), filename)
    } catch (cause) {
      setProblem(cause)
    }
    setState('idle')
  }
  return (
    <>
      <Button onClick={fetchFile} disabled={state === 'busy'}>
        {state === 'busy' ? busy : children}
      </Button>
      {problem !== null && <Failure problem={problem} />}
    </>
  )
}

function keep(blob: Blob, filename: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = filename
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
