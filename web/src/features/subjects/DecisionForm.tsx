import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { change } from '../../api/client.ts'
import type { Doubt, Sent } from '../../api/contract.ts'
import { useStaffText } from '../../text/staff.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/Notice.tsx'
import { signed } from './EvidenceTable.tsx'

type Decision = Sent<'/v1/doubts/{id}/decision'>
type Answer = Exclude<Decision['decision'], 'undo'>
type Choice = { decision: Answer; subjectId?: string }

/** Takes a person's answer with its reason; an answer about a pair of subjects can be taken back at once. */
export function DecisionForm({ doubt }: { doubt: Doubt }) {
  const { w } = useStaffText()
  const [decided, setDecided] = useState<Answer | null>(null)
  const [isUndone, setUndone] = useState(false)
  const send = useMutation({
    mutationFn: (body: Decision) =>
      change('post', '/v1/doubts/{id}/decision', { path: { id: doubt.id }, body }),
    onSuccess: (_, { decision }) => {
      setDecided(decision === 'undo' ? null : decision)
      setUndone(decision === 'undo')
    },
  })
  return (
    <div className="decision">
      <p role="status" className={decided || isUndone ? 'notice good' : 'hidden'}>
        {decided ? w.doubts.decided[decided] : isUndone ? w.doubts.undone : ''}
      </p>
      {send.isError && <Failure problem={send.error} />}
      {decided === null ? (
        <Answers doubt={doubt} busy={send.isPending} decide={(answer) => send.mutate(answer)} />
      ) : (
        <Button
          disabled={send.isPending}
          onClick={() => send.mutate({ decision: 'undo', reason: w.doubts.undoReason })}
        >
          {w.doubts.undo}
        </Button>
      )}
    </div>
  )
}

type AnswersProps = { doubt: Doubt; busy: boolean; decide: (answer: Decision) => void }

function Answers({ doubt, busy, decide }: AnswersProps) {
  const { w, language } = useStaffText()
  const [choice, setChoice] = useState<Choice | null>(null)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = reason.trim()
    if (choice === null) return setError(w.doubts.choiceBad)
    if (given.length < 2) return setError(w.doubts.reasonBad)
    setError(null)
    decide({ ...choice, reason: given })
  }
  const option = (value: Choice, words: string, note?: string) => (
    <label key={value.subjectId ?? value.decision} className="choice">
      <input
        type="radio"
        name={id}
        checked={choice?.decision === value.decision && choice.subjectId === value.subjectId}
        onChange={() => {
          setChoice(value)
          setError(null)
        }}
      />
      <span>
        {words} {note && <span className="quiet-text">{note}</span>}
      </span>
    </label>
  )
  return (
    <form onSubmit={submit} noValidate>
      <fieldset>
        <legend>{w.doubts.choose}</legend>
        {doubt.candidates.map((c) =>
          option(
            { decision: 'same', subjectId: c.entityId },
            w.doubts.same(c.name),
            w.doubts.sameScore(signed(c.score, language)),
          ),
        )}
        {doubt.candidates.length > 0 && option({ decision: 'different' }, w.doubts.different)}
        {doubt.leftId === null && option({ decision: 'new' }, w.doubts.new)}
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-reason`}>{w.doubts.reason}</label>
        <textarea
          id={`${id}-reason`}
          rows={2}
          maxLength={500}
          required
          value={reason}
          aria-describedby={`${id}-hint`}
          aria-invalid={error ? true : undefined}
          onChange={(e) => setReason(e.target.value)}
        />
        <div id={`${id}-hint`} className="hint">
          {w.doubts.reasonHint} {doubt.leftId === null && w.doubts.final}
        </div>
      </div>
      {error && (
        <p className="hint bad" role="alert">
          {error}
        </p>
      )}
      <Button look="primary" type="submit" disabled={busy}>
        {busy ? w.doubts.deciding : w.doubts.decide}
      </Button>
    </form>
  )
}
