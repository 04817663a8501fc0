import { openStream, type Transport } from './stream.ts'

// A process of its own with many clients in it, told by its parent what to do: see crowds.ts.

export type Told =
  | { open: number; transport: Transport; address: string }
  /** To be answered once so many events were heard, by all clients together. */
  | { hear: number }

export type Answer =
  | { open: true }
  /** Who heard which event when: columns. Milliseconds since 1970, with what is below them. */
  | { seq: Float64Array; at: Float64Array }
  | { error: string }

let seqs: number[] = []
let ats: number[] = []
let wanted = Infinity

const answer = (told: Answer) => process.send?.(told)
const failed = ({ message }: Error) => void answer({ error: message })

process.on('message', (told: Told) => {
  if ('open' in told) return openAll(told)
  wanted = told.hear
  tellIfAll()
})
process.on('disconnect', () => process.exit(0))

function openAll({ open, transport, address }: Extract<Told, { open: number }>): void {
  let left = open
  const heard = {
    failed,
    event,
    open() {
      left -= 1
      if (left === 0) answer({ open: true })
    },
  }
  for (let index = 0; index < open; index += 1) openStream(transport, address, heard)
}

function event(seq: number): void {
  seqs.push(seq)
  ats.push(performance.timeOrigin + performance.now())
  tellIfAll()
}

function tellIfAll(): void {
  if (seqs.length < wanted) return
  answer({ seq: Float64Array.from(seqs), at: Float64Array.from(ats) })
  wanted = Infinity
  seqs = []
  ats = []
}
