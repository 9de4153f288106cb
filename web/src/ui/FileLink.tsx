import { type ReactNode, useState } from 'react'
import { download, type Query, readToken, withQuery } from '../api/client.ts'
import { Button } from './Button.tsx'
import { Failure } from './Notice.tsx'

type Props = { path: string; query?: Query; filename: string; busy: string; children: ReactNode }

/** A file of the API to keep. With a token it is fetched first, because a plain link cannot carry the token. */
export function FileLink({ path, query = {}, filename, busy, children }: Props) {
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const [problem, setProblem] = useState<unknown>(null)
  if (readToken() === null)
    return (
      <a className="button quiet" href={withQuery(path, query)} download={filename}>
        {children}
      </a>
    )
  const fetchFile = async () => {
    setState('busy')
    setProblem(null)
    try {
      keep(await download(path, query), filename)
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
