import { type LoggedEvent, type LotId, type Rooms, domainError } from '@gavel/domain'

export const ROOM = '01890a5d-ac96-774b-bcce-b302099a8057' as LotId
export const OTHER_ROOM = '01890a5d-ac96-774b-bcce-b302099a8058' as LotId
export const EPOCH = 'firstepoch'

const AT = '2026-03-01T18:00:00.000Z'

/** The log of one room in memory, which can be trimmed, be away, and take its time. */
export class ALog implements Pick<Rooms, 'after' | 'tops' | 'epoch'> {
  #events: LoggedEvent[] = []
  #top = 0
  #held: Promise<void> | undefined
  /** How often it was read. */
  reads = { after: 0, tops: 0 }
  /** Whether it can be read at all. */
  isAway = false

  constructor(events = 0) {
    this.tell(events)
  }

  /** Writes down so many events more. */
  tell(events = 1): void {
    for (let event = 0; event < events; event += 1) {
      this.#top += 1
      this.#events.push({ seq: this.#top, at: AT, type: 'lot-withdrawn', data: {} })
    }
  }

  trim(upTo: number): void {
    this.#events = this.#events.filter(({ seq }) => seq > upTo)
  }

  /** Makes all reads wait, as they found the log, until what it answers is called. */
  hold(): () => void {
    let letGo = () => {}
    this.#held = new Promise((resolve) => {
      letGo = () => {
        this.#held = undefined
        resolve()
      }
    })
    return letGo
  }

  async after(_: LotId, seq: number, limit: number): Promise<LoggedEvent[]> {
    this.reads.after += 1
    return this.#read(() => this.#events.filter((event) => event.seq > seq).slice(0, limit))
  }

  async tops(lotIds: readonly LotId[]): ReturnType<Rooms['tops']> {
    this.reads.tops += 1
    const known = lotIds.filter((lotId) => lotId === ROOM)
    return this.#read(() => new Map(known.map((lotId) => [lotId, { seq: this.#top, trimmed: 0 }])))
  }

  async epoch(): Promise<string> {
    return this.#read(() => EPOCH)
  }

  async #read<Answer>(look: () => Answer): Promise<Answer> {
    if (this.isAway) throw new Error('The database is away')
    const answer = look()
    await this.#held
    return answer
  }
}

/** The lot of the one room, for whoever asks. */
export async function readLot({ lotId }: { lotId: LotId }): Promise<never> {
  if (lotId !== ROOM) throw domainError('not-found')
  return {} as never
}
