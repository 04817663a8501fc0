type Waiting<Question, Answer> = {
  question: Question
  timer: NodeJS.Timeout
  answer(answer: Answer): void
  fail(error: unknown): void
}

/** House rules: how many are asked in one. */
const AT_ONCE = 64
/** Milliseconds after which nobody waits for others any more, and those after which nobody waits. */
const PATIENCE = { others: 500, all: 2_000 }

/**
 * Asks together what is asked at the same time: while one query is under way those that come wait, and
 * the next takes all of them along. So none is answered from before it was asked, answers come in the
 * order of the questions, and the more there are the less each costs; who asks alone asks at once.
 *
 * A query that hangs holds up nobody for longer than half a second; and nobody waits for longer than
 * two seconds, those who ask first and those behind them alike. One that fails has failed for all who
 * were in it: what is asked must be nothing that only one could fail with.
 */
export function together<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = []
  let isAsking = false

  async function askSome(some: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await ask(some.map(({ question }) => question))
      some.forEach(({ answer }, index) => answer(answers[index] as Answer))
    } catch (error) {
      for (const { fail } of some) fail(error)
    } finally {
      for (const { timer } of some) clearTimeout(timer)
    }
  }

  async function askAll(): Promise<void> {
    isAsking = true
    while (waiting.length > 0) {
      let timer: NodeJS.Timeout | undefined
      const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE.others)))
      await Promise.race([askSome(waiting.splice(0, AT_ONCE)), enough])
      clearTimeout(timer)
    }
    isAsking = false
  }

  return (question) =>
    new Promise<Answer>((answer, fail) => {
      const timer = setTimeout(() => {
        const place = waiting.findIndex((one) => one.timer === timer)
        if (place !== -1) waiting.splice(place, 1)
        fail(new Error('timeout exceeded while waiting for an answer'))
      }, PATIENCE.all)
      waiting.push({ question, timer, answer, fail })
      if (!isAsking) void askAll()
    })
}
