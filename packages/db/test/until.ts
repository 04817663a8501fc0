const EVERY = 10

/**
 * Asks until the answer is yes, and gives it: tests wait for what they need, never for a time.
 * @throws Error when it has not come to be.
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | false | null | undefined>,
  { withinMs = 10_000 } = {},
): Promise<Answer> {
  const end = performance.now() + withinMs
  while (performance.now() < end) {
    const answer = await ask()
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, EVERY))
  }
  throw new Error(`It has not come to be: ${what}`)
}
