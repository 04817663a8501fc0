import type { Frame } from '../src/frame.ts'
import type { Subscription } from '../src/subscription.ts'

/** A frame in few words: `event 3`, `ready 3`, `hb 3`, `presence 2`, `reset`, `bye slow`. */
export function inShort({ text }: Frame): string {
  const { type, seq, data } = JSON.parse(text)
  if (seq) return `event ${seq}`
  if (type === 'ready' || type === 'hb') return `${type} ${data.top.split(':')[1]}`
  if (type === 'presence') return `presence ${data.watching}`
  return type === 'bye' ? `bye ${data.code}` : type
}

/** The words for some events of a log, one after the other. */
export const events = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `event ${from + index}`)

/** Takes what a stream has for it, turn by turn, as a transport does whose client reads. */
export class AClient {
  readonly watching: Subscription
  readonly frames: Frame[] = []
  hasEnded = false
  #stalled: Promise<void> | undefined

  constructor(watching: Subscription, { isStalled = false } = {}) {
    this.watching = watching
    if (isStalled) this.#stalled = new Promise(() => {})
    void this.#read()
  }

  /** All that it has been handed. */
  get heard(): string[] {
    return this.frames.map(inShort)
  }

  /** Takes nothing any more after the turn that it waits for, until what this answers is called. */
  stall(): () => void {
    let goOn = () => {}
    this.#stalled = new Promise((resolve) => {
      goOn = resolve
    })
    return goOn
  }

  /** Goes without a word, as a broken line does. */
  leave(): Promise<unknown> {
    return this.watching.return()
  }

  async #read(): Promise<void> {
    await this.#stalled
    for await (const frames of this.watching) {
      this.frames.push(...frames)
      await this.#stalled
    }
    this.hasEnded = true
  }
}
