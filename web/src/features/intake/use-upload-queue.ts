import { useCallback, useEffect, useRef, useState } from 'react'
import { upload } from '../../api/client.ts'
import type { Reply } from '../../api/contract.ts'

/** One file on its way; `share` is the sent part, 0 to 1. */
export type Sending = {
  key: number
  file: File
  fields: { kind?: string | undefined; provider?: string | undefined }
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  share: number
  reply: Reply<'/v1/batches', 'post'> | null
  problem: unknown
}

/** Files sent one after the other, in the order they were added; a failed one does not stop those behind it. */
export function useUploadQueue() {
  const [files, setFiles] = useState<Sending[]>([])
  const lastKey = useRef(0)
  const started = useRef<Sending | null>(null)

  const change = useCallback(
    (key: number, part: Partial<Sending>) =>
      setFiles((all) => all.map((f) => (f.key === key ? { ...f, ...part } : f))),
    [],
  )
  const add = (chosen: Iterable<File>, fields: Sending['fields']) => {
    const added = [...chosen].map((file): Sending => {
      lastKey.current += 1
      return { key: lastKey.current, file, fields, state: 'waiting', share: 0, reply: null, problem: null }
    })
    setFiles((all) => [...all, ...added])
  }
  const retry = (key: number) => change(key, { state: 'waiting', share: 0, problem: null })

  const isBusy = files.some((f) => f.state === 'sending')
  const next = isBusy ? undefined : files.find((f) => f.state === 'waiting')
  useEffect(() => {
    // React may run an effect twice; a file must not be sent twice.
    if (!next || started.current === next) return
    started.current = next
    change(next.key, { state: 'sending' })
    upload(next.file, next.fields, (share) => change(next.key, { share }))
      .then(
        (reply) => ({ state: 'sent' as const, share: 1, reply }),
        (problem: unknown) => ({ state: 'failed' as const, problem }),
      )
      .then((outcome) => change(next.key, outcome))
  }, [next, change])
  return { files, add, retry }
}
