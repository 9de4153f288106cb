/** A line that counts up on a terminal; silent where nobody watches. */
export class Progress {
  readonly #title: string
  readonly #shown: boolean
  readonly #total: number | null
  readonly #started = performance.now()
  #count = 0
  #last = 0
  constructor(title: string, json: boolean, total: number | null = null) {
    this.#title = title
    this.#shown = !json && process.stderr.isTTY === true
    this.#total = total
  }
  add(count: number): void {
    this.#count += count
    if (!this.#shown || performance.now() - this.#last < 200) return
    this.#last = performance.now()
    const rate = Math.round(this.#count / ((performance.now() - this.#started) / 1000))
    process.stderr.write(
      `\r\u001b[K${this.#title}: ${this.#count}${this.#total === null ? '' : ` of ${this.#total}`} (${rate}/s)`,
    )
  }
  done(): void {
    if (this.#shown) process.stderr.write('\r\u001b[K')
  }
}
