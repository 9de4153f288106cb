import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { change } from '../../api/client.ts'
import type { Sent } from '../../api/contract.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, Select } from '../../ui/Field.tsx'
import { useFirstFault } from '../../ui/use-first-fault.ts'
import { Problem } from './Problem.tsx'
import { useProof } from './use-proof.tsx'

type Body = Sent<'/v1/organisations/{id}', 'put'>
type Kind = Body['kind']
const kinds: Kind[] = ['department', 'court', 'bank', 'agency', 'company', 'creditOffice', 'platform']

/** Registers a body, or changes what is known of it. */
export function BodyForm() {
  const { w } = useIdentityText()
  const client = useQueryClient()
  const { prove, dialog } = useProof()
  const { form, faults, setFaults } = useFirstFault<'id' | 'title' | 'region'>()
  const [problem, setProblem] = useState<unknown>(null)
  const [told, setTold] = useState('')
  const [state, setState] = useState<'idle' | 'busy'>('idle')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const [id, title, region] = [text('id'), text('title'), text('region')]
    const found = {
      ...(/^[A-Za-z0-9._-]{1,64}$/.test(id) ? {} : { id: w.bodies.idBad }),
      ...(title.length < 2 ? { title: w.bodies.nameBad } : {}),
      ...(region === '' || /^(?:\d{2}){1,3}$/.test(region) ? {} : { region: w.people.regionBad }),
    }
    setProblem(null)
    setTold('')
    setFaults(found)
    if (Object.keys(found).length > 0) return
    setState('busy')
    const body: Body = {
      title,
      kind: text('kind') as Kind,
      uscc: text('uscc') || null,
      regionCode: region || null,
    }
    try {
      await prove(() => change('put', '/v1/organisations/{id}', { path: { id }, body }))
      form.current?.reset()
      await client.invalidateQueries({ queryKey: ['bodies'] })
      setTold(w.bodies.saved(title))
    } catch (cause) {
      setProblem(cause)
    }
    setState('idle')
  }
  return (
    <section aria-labelledby="add">
      {dialog}
      <h2 id="add">{w.bodies.add}</h2>
      <p>{w.bodies.addLead}</p>
      <form ref={form} className="card form" onSubmit={(event) => void submit(event)} noValidate>
        <Problem problem={problem} />
        <p role="status">{told}</p>
        <Field
          label={w.bodies.id}
          hint={w.bodies.idHint}
          error={faults.id ?? null}
          name="id"
          maxLength={64}
          autoComplete="off"
        />
        <Field
          label={w.bodies.name}
          error={faults.title ?? null}
          name="title"
          maxLength={100}
          autoComplete="organization"
        />
        <Select label={w.bodies.kind} name="kind">
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {w.bodies.kinds[kind]}
            </option>
          ))}
        </Select>
        <Field label={w.bodies.uscc} name="uscc" maxLength={18} autoComplete="off" />
        <Field
          label={w.bodies.region}
          hint={w.people.regionHint}
          error={faults.region ?? null}
          name="region"
          inputMode="numeric"
          maxLength={6}
          autoComplete="off"
        />
        <Button look="primary" type="submit" disabled={state === 'busy'}>
          {state === 'busy' ? w.bodies.saving : w.bodies.save}
        </Button>
      </form>
    </section>
  )
}
