import { Client } from 'pg'
import { codeOf, LaunchProblem, messageOf } from './problem.ts'

const ADVICE = 'check DATABASE_URL, or unset it to use the embedded PostgreSQL'

/**
 * Runs `work` on one connection of its own and closes it.
 * @throws LaunchProblem when the server cannot be reached or refuses the login; errors of `work` as
 * they are.
 */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The same server's address with another database. */
export function databaseUrl(server: string, database: string): string {
  const url = parse(server)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}

/** The database that an address names. */
export function databaseOf(url: string): string {
  return decodeURIComponent(parse(url).pathname.slice(1))
}

/** Host, port and database, for messages: an address holds a password. */
export function shown(url: string): string {
  const { host, pathname } = parse(url)
  return host + pathname
}

async function connect(url: string): Promise<Client> {
  parse(url)
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // A connection that breaks between two queries would otherwise end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    const problem = new LaunchProblem(
      `The database at ${shown(url)} does not answer (${messageOf(error)}): ${ADVICE}.`,
    )
    throw Object.assign(problem, { code: codeOf(error) })
  }
}

function parse(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && /^postgres(ql)?:$/.test(parsed.protocol) && parsed.pathname.length > 1)
    return parsed
  throw new LaunchProblem(
    'DATABASE_URL is not an address like postgresql://user:password@host:5432/database: correct it.',
  )
}
