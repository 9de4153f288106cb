const key = 'xinqiao.signedIn'
const changes = new EventTarget()

/** Whether somebody signed in with this browser; it opens nothing, the session itself is in a cookie no script reads. */
export const isMarked = (): boolean => localStorage.getItem(key) === '1'

/** Notes that a session began (true) or was ended here (false). */
export function markSession(isThere: boolean): void {
  if (isThere) localStorage.setItem(key, '1')
  else localStorage.removeItem(key)
  changes.dispatchEvent(new Event('change'))
}

/** Notes that the server knows the session no longer; told once, and only where there was one. */
export function noteSessionEnd(): void {
  if (!isMarked()) return
  markSession(false)
  changes.dispatchEvent(new Event('end'))
}

/** Calls back when a session begins or ends, in this tab or another one; returns how to stop. */
export function watchMark(changed: () => void): () => void {
  const elsewhere = (event: StorageEvent) => event.key === key && changed()
  changes.addEventListener('change', changed)
  window.addEventListener('storage', elsewhere)
  return () => {
    changes.removeEventListener('change', changed)
    window.removeEventListener('storage', elsewhere)
  }
}

/** Calls back when the session of this browser turns out to have ended; returns how to stop. */
export function watchSessionEnd(ended: () => void): () => void {
  changes.addEventListener('end', ended)
  return () => changes.removeEventListener('end', ended)
}
