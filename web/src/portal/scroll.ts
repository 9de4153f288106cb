import { useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

/** A new page starts at its top, one that is returned to where it was left; a change of the query moves nothing. */
export function usePlaceOnPage(): void {
  const { key, pathname } = useLocation()
  const way = useNavigationType()
  const left = useRef(new Map<string, number>())
  const last = useRef(pathname)
  useLayoutEffect(() => {
    const kept = left.current
    const entry = `${key} ${pathname}`
    if (last.current !== pathname)
      window.scrollTo({ top: way === 'POP' ? (kept.get(entry) ?? 0) : 0, behavior: 'instant' })
    last.current = pathname
    const note = () => kept.set(entry, window.scrollY)
    window.addEventListener('scroll', note, { passive: true })
    return () => window.removeEventListener('scroll', note)
  }, [key, pathname, way])
}
