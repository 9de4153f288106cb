import type { FormEvent } from 'react'
import { useSearchParams } from 'react-router'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { today } from '../../ui/instant.ts'

/** Chooses the day of the page and the day of knowledge; both go into the address. */
export function MomentForm({ moment }: { moment: { asOf: string; knownAt: string } }) {
  const { t } = useText()
  const [, setAddress] = useSearchParams()
  const show = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const next = new URLSearchParams()
    for (const name of ['asOf', 'knownAt']) {
      const day = form.get(name)
      if (typeof day === 'string' && day !== '') next.set(name, day)
    }
    setAddress(next)
    window.scrollTo(0, 0)
  }
  return (
    <details className="card moment no-print" open={moment.asOf !== '' || moment.knownAt !== ''}>
      <summary>{t.subject.asOfTitle}</summary>
      <form key={`${moment.asOf}|${moment.knownAt}`} className="row-form" onSubmit={show}>
        <Field
          label={t.subject.asOf}
          hint={t.subject.asOfHint}
          type="date"
          name="asOf"
          min="2000-01-01"
          max="2099-12-31"
          defaultValue={moment.asOf || today()}
        />
        <Field
          label={t.subject.knownAt}
          hint={t.subject.knownAtHint}
          type="date"
          name="knownAt"
          min="2000-01-01"
          max={today()}
          defaultValue={moment.knownAt}
        />
        <div className="row-form-end">
          <Button look="primary" type="submit">
            {t.subject.show}
          </Button>
          {(moment.asOf || moment.knownAt) && (
            <Button onClick={() => setAddress(new URLSearchParams())}>{t.subject.now}</Button>
          )}
        </div>
      </form>
    </details>
  )
}
