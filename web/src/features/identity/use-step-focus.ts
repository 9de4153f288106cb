import { useEffect, useRef } from 'react'

/** Gives the page the focus when a step of it follows another one, so that its new title is read. */
export function useStepFocus(step: string): void {
  const last = useRef(step)
  useEffect(() => {
    if (last.current !== step) document.getElementById('main')?.focus()
    last.current = step
  }, [step])
}
