import {
  type Account,
  type IdempotencyKey,
  isDomainError,
  REPLAYED_ERRORS,
  type Lot,
  type Transfer,
} from '@gavel/domain'
import { newId } from '../ids.ts'
import type { Command, Decision, Facts, Outcome, State } from './command.ts'
import { type IdempotencyRecord, recordName, replay } from './idempotency-record.ts'
import type { Locked } from './locked.ts'
import { noWrites, type Writes } from './writes.ts'

/** A decision with its facts and its answer. */
type Decided = Omit<Decision, 'reply'> & { facts: Facts; answer: unknown }

/** A lot's open hold: from before this batch (`row` null), or from this row of its `holds`. */
type OpenHold = { id: string; row: number | null }

/**
 * Decides a batch of commands in order, each on the state that the previous one left, and collects
 * everything to write. An exception fails its own command only.
 */
export function decideBatch(
  locked: Locked,
  commands: readonly Command[],
): { outcomes: Outcome[]; writes: Writes } {
  const batch = new Batch(locked)
  const outcomes = commands.map((command) => batch.decide(command))
  return { outcomes, writes: batch.finish() }
}

class Batch {
  readonly #locked: Locked
  readonly #writes: Writes
  readonly #records: Map<string, IdempotencyRecord>
  readonly #changes = new Map<string, number>()
  #state: State
  #hold: OpenHold | null

  constructor(locked: Locked) {
    this.#locked = locked
    this.#state = locked.state
    this.#records = new Map(locked.records)
    this.#hold = locked.holdId === null ? null : { id: locked.holdId, row: null }
    const { now: at, lotId, holdId, seq } = locked
    this.#writes = noWrites({ lotId, at, holdId, seq })
  }

  decide(command: Command): Outcome {
    const { key } = command
    const record = key && this.#records.get(recordName(key))
    if (key && record) return replay(record, key)
    const decided = this.#ask(command)
    if ('error' in decided) return this.#refuse(decided.error, key)
    return this.#accept(decided, key)
  }

  /** Runs the command's own code, here only, so that an exception fails this command alone. */
  #ask(command: Command): Decided | { error: unknown } {
    try {
      const decision = command.decide(this.#state, this.#locked.now)
      if (isDomainError(decision)) return { error: decision }
      const { next, effects, reply } = decision
      const seq = this.#writes.seq + effects.events.length
      const facts = { id: newId(), seq, at: this.#locked.now }
      return { next, effects, facts, answer: reply(facts) }
    } catch (error) {
      return { error }
    }
  }

  finish(): Writes {
    const { lot } = this.#state
    const isChanged = lot !== null && lot !== this.#locked.state.lot
    for (const [account, change] of this.#changes) {
      if (change === 0) continue
      this.#writes.balances.account.push(account)
      this.#writes.balances.change.push(change)
    }
    return { ...this.#writes, lot: isChanged ? lot : null, holdId: this.#hold?.id ?? null }
  }

  #refuse(error: unknown, key: IdempotencyKey | undefined): Outcome {
    if (key && isDomainError(error) && REPLAYED_ERRORS.includes(error.code)) {
      const { code, facts } = error
      this.#record(key, { fingerprint: key.fingerprint, refused: true, body: { code, facts } })
    }
    return { error }
  }

  /** Collects what a decision writes. An exception here fails the batch; the commands then run singly. */
  #accept(decided: Decided, key: IdempotencyKey | undefined): Outcome {
    const { next, effects, facts, answer } = decided
    const { id, seq } = facts
    const isBid = effects.bid !== undefined
    const [first = null] = effects.transfers.map((transfer, index) =>
      this.#transfer(transfer, next.lot, isBid || index > 0 ? newId() : id),
    )
    this.#events(effects.events)
    if (effects.bid) {
      const { bidder, maximum, price } = effects.bid
      append(this.#writes.bids, { id, bidder, maximum, price, seq })
    }
    if (effects.settlement)
      append(this.#writes.settlements, { ...effects.settlement, transfer: first })
    if (key) this.#record(key, { fingerprint: key.fingerprint, refused: false, body: answer })
    this.#state = next
    return { receipt: { answer, replayed: false } }
  }

  #events(events: Decision['effects']['events']): void {
    for (const { type, data } of events) {
      this.#writes.seq += 1
      append(this.#writes.events, { seq: this.#writes.seq, type, data: JSON.stringify(data) })
    }
  }

  /** Collects a transfer: its entries, the hold that it opens or closes, and the changes of balances. */
  #transfer({ kind, lines }: Transfer, lot: Lot | null, id: string): string {
    append(this.#writes.transfers, { id, kind })
    lines.forEach(({ account, amount }, line) => {
      const accountId = this.#locked.accountId(account)
      append(this.#writes.entries, { transfer: id, line, account: accountId, amount })
      this.#changes.set(accountId, (this.#changes.get(accountId) ?? 0) + amount)
      if (kind === 'hold' && account.kind === 'held') this.#open(id, account, amount)
    })
    if (lot && (kind === 'release' || kind === 'settlement')) this.#close(id)
    return id
  }

  #open(openedBy: string, account: Account, amount: number): void {
    if (account.owner === null) return
    const { holds } = this.#writes
    this.#hold = { id: newId(), row: holds.id.length }
    append(holds, { id: this.#hold.id, user: account.owner, amount, openedBy, closedBy: null })
  }

  #close(by: string): void {
    if (!this.#hold) throw new Error('A transfer closes a hold where none is open')
    const { id, row } = this.#hold
    if (row === null) this.#writes.closing = { hold: id, by }
    else this.#writes.holds.closedBy[row] = by
    this.#hold = null
  }

  #record(key: IdempotencyKey, record: IdempotencyRecord): void {
    this.#records.set(recordName(key), record)
    const { fingerprint, refused } = record
    append(this.#writes.keys, {
      user: key.user,
      key: key.key,
      fingerprint,
      refused,
      body: JSON.stringify(record.body),
    })
  }
}

/** Appends a row to column arrays. */
function append<Columns extends Record<string, unknown[]>>(
  columns: Columns,
  row: { [Name in keyof Columns]: Columns[Name][number] },
): void {
  for (const name of Object.keys(columns)) columns[name]?.push(row[name])
}
