import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { useStaffText } from '../../text/staff.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/Notice.tsx'
import type { Sending } from './use-upload-queue.ts'

/** The files on their way, with progress, result and a way to try again. */
export function SendingList({ files, retry }: { files: Sending[]; retry: (key: number) => void }) {
  const { w } = useStaffText()
  if (files.length === 0) return null
  const done = files.every((f) => f.state === 'sent')
  return (
    <section aria-labelledby="queue">
      <h2 id="queue">{w.submit.queue}</h2>
      <ul className="sending-list">
        {files.map((sending) => (
          <SendingItem key={sending.key} sending={sending} retry={retry} />
        ))}
      </ul>
      <p className="hidden" role="status">
        {done ? w.submit.allSent(files.length) : ''}
      </p>
    </section>
  )
}

function SendingItem({ sending, retry }: { sending: Sending; retry: (key: number) => void }) {
  const { w } = useStaffText()
  const { file, state, share, reply, problem } = sending
  const percent = Math.floor(share * 100)
  const word = {
    waiting: w.submit.waiting,
    sending: w.submit.sending(percent),
    sent: reply?.duplicateOf ? w.submit.again : w.submit.sent,
    failed: w.submit.failed,
  }[state]
  return (
    <li className={`sending ${state}`}>
      <p className="sending-name">{file.name}</p>
      <p className="quiet-text">{word}</p>
      {state === 'sending' && (
        <progress max={100} value={percent} aria-label={w.submit.progressOf(file.name)} />
      )}
      {reply && (
        <Link to={paths.batch(reply.id)} aria-label={w.submit.openOf(file.name)}>
          {w.submit.open}
        </Link>
      )}
      {state === 'failed' && (
        <>
          <Failure problem={problem} />
          <Button onClick={() => retry(sending.key)}>{w.submit.retry}</Button>
        </>
      )}
    </li>
  )
}
