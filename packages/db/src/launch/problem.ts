/**
 * Something the person who starts the house can put right.
 * The message is one sentence that says what to do: print it alone, without a stack trace.
 */
export class LaunchProblem extends Error {
  override name = 'LaunchProblem'
}

/** The `code` of a Node or PostgreSQL error (`ECONNREFUSED`, `3D000`), or undefined. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}

/** What an error says; Node leaves the message of a failed connection to several addresses empty. */
export function messageOf(error: unknown): string {
  return (error instanceof Error && error.message) || codeOf(error) || String(error)
}
