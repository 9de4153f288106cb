import { useEffect, useRef, useState } from 'react'

/** What is wrong with the fields of a form, by field, in words. */
export type Faults<F extends string> = Partial<Record<F, string>>

/**
 * The faults of a form and the form itself. Whenever faults are set, the first field that is wrong gets the focus, so
 * that a reader of the screen reader hears it.
 */
export function useFirstFault<F extends string>() {
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Faults<F>>({})
  useEffect(() => {
    if (Object.values(faults).some(Boolean))
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  return { form, faults, setFaults }
}
