import { type Seen, seenOf } from './seen.ts'
import { type Kind, type Server, startServer } from './servers.ts'
import { exchange } from './wire.ts'

/** One thing that is asked of both bare apps. */
export type Case = {
  /** The number of its subject, and its own behind a point: `24.1`. */
  id: string
  title: string
  /** Bytes to send; what comes back is shown. Made when needed, for some are large. */
  send?: () => Buffer
  /** Milliseconds after which no answer is the answer. */
  within?: number
  /** For what is more than one request and its answer. */
  measure?: (bench: Bench) => Promise<Seen>
  /** What is sent or done, in words, where its bytes would not say it. */
  how?: string
  /** Whether it takes longer than a check may last. */
  waits?: true
  /** What was held for true of the bare framework before it was asked, and what is. */
  corrections?: Correction[]
}

export type Correction = { of: Kind; assumed: string; measured: string }

export type Chapter = { title: string; cases: Case[] }

/** What a case may use; what it starts ends with it. */
export type Bench = {
  /** The app that all cases share. */
  server: Server
  /** One of its own, to be ended. */
  startAnother(): Promise<Server>
}

/** Asks one case of one app. */
export async function ask({ send, within, measure }: Case, server: Server): Promise<Seen> {
  if (send) return seenOf(await exchange(server.port, send(), { patience: within }))
  const own: Server[] = []
  const startAnother = async () => {
    const another = await startServer(server.kind)
    own.push(another)
    return another
  }
  try {
    return (await measure?.({ server, startAnother })) ?? {}
  } finally {
    own.forEach((another) => another.kill())
  }
}
