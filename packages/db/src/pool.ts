import { Pool, type PoolClient, type PoolConfig } from 'pg'

/**
 * Milliseconds from the moment in which a caller asks for a connection: until it must have one, and
 * until it must be done with it. A statement may run for less, so that PostgreSQL ends a slow one
 * before its connection is given up.
 */
export const WAIT = { connection: 2_000, all: 2_500, statement: 2_000 }

/** A pool of at most ten connections; the first query makes the first connection. */
export const poolTo = (url: string): Pool =>
  new PromptPool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: WAIT.connection,
    // Cached plans grow old with their connection, while the tables they were made for grow.
    maxLifetimeSeconds: 300,
    // The adapter writes and reads moments without their offset, so the session must be in UTC.
    options: `-c timezone=UTC -c statement_timeout=${WAIT.statement} -c idle_in_transaction_session_timeout=${WAIT.statement}`,
  })

type Taken = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: unknown) => void,
) => void

/**
 * A pool that gives up a connection two and a half seconds after it was asked for. A database whose
 * machine is gone says nothing, and a query would wait until TCP gives up, which takes minutes; so
 * would the pool's ten next callers. Who has waited for the connection has the less time on it.
 */
class PromptPool extends Pool {
  readonly #ends = new WeakMap<PoolClient, NodeJS.Timeout>()

  constructor(config: PoolConfig) {
    super(config)
    this.on('release', (_error, client) => clearTimeout(this.#ends.get(client)))
  }

  override connect(): Promise<PoolClient>
  override connect(taken: Taken): void
  override connect(taken?: Taken): Promise<PoolClient> | void {
    if (taken) return this.#take(taken)
    return new Promise((resolve, reject) =>
      this.#take((error, client) => (client ? resolve(client) : reject(error))),
    )
  }

  #take(taken: Taken): void {
    const askedAt = performance.now()
    super.connect((error, client, release) => {
      if (client) this.#hold(client, WAIT.all - (performance.now() - askedAt))
      taken(error, client, release)
    })
  }

  /** `pg` destroys the socket of a connection that waits for an answer; all that waits on it fails. */
  #hold(client: PoolClient, rest: number): void {
    this.#ends.set(
      client,
      setTimeout(() => void client.end(), rest),
    )
  }
}
