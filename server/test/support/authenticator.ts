import { codeOf } from '../../src/modules/identity/index.ts'

const stepMs = 30_000

/**
 * The authenticator app of a person: codes of one secret, each shown once. The server takes the code before and after
 * the present one too; when all three are spent this waits for the next.
 */
export class Authenticator {
  readonly #secret: string
  #last = 0
  constructor(secret: string) {
    this.#secret = secret.replace(/\s/g, '')
  }

  /** A code that was not shown yet and is in force now. */
  async code(): Promise<string> {
    for (;;) {
      const now = Math.floor(Date.now() / stepMs)
      // Not the one before: it would end while it is typed.
      const step = Math.max(now, this.#last + 1)
      if (step <= now + 1) {
        this.#last = step
        return codeOf(this.#secret, new Date(step * stepMs))
      }
      await new Promise((done) => setTimeout(done, 1_000))
    }
  }
}
