import type { SteppedClock } from '../stepped-clock.ts'
import { inLanes } from './lanes.ts'

/**
 * Something that happens in the house bit by bit. It yields the moment of what comes next, and does
 * it when it is told to go on; so each reads from top to bottom, though others happen in between.
 */
export type Story = AsyncGenerator<Date, void>

type Waiting = { story: Story; next: Date }

/**
 * How many bits happen at a time, among those that are no more than so many milliseconds apart. A
 * bit may then be dated later by as much.
 */
export type Pace = { atOnce: number; apart: number }

/**
 * Lets stories happen side by side in the order of their moments, on a clock that is stepped to each,
 * one bit after another unless a pace is given. What comes after `until` is left out: the house is
 * then as it is at that moment.
 */
export async function play(
  stories: readonly Story[],
  { clock, until, pace }: { clock: SteppedClock; until: Date; pace?: Pace },
): Promise<void> {
  const { atOnce, apart } = pace ?? { atOnce: 1, apart: 0 }
  let waiting = await begin(stories)
  for (;;) {
    waiting.sort(byMoment)
    const [first] = waiting
    if (!first || first.next > until) break
    const end = new Date(Math.min(first.next.getTime() + apart, until.getTime()))
    const due = waiting.filter(({ next }) => next <= end)
    const later = waiting.filter(({ next }) => next > end)
    waiting = [...later, ...(await goOn(due, { clock, end, atOnce }))]
  }
  clock.stepTo(until)
}

const byMoment = (a: Waiting, b: Waiting) => a.next.getTime() - b.next.getTime()

/** Nothing happens before a story has yielded its first moment. */
async function begin(stories: readonly Story[]): Promise<Waiting[]> {
  const first = await Promise.all(stories.map((story) => story.next()))
  return first.flatMap(({ value, done }, index) => {
    const story = stories[index]
    return done || !story ? [] : [{ story, next: value }]
  })
}

/** Goes on with each story up to `end`, and answers those that are not over by then. */
async function goOn(
  stories: readonly Waiting[],
  { clock, end, atOnce }: { clock: SteppedClock; end: Date; atOnce: number },
): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  await inLanes(stories, atOnce, async ({ story, next: first }) => {
    let next: Date | undefined = first
    while (next && next <= end) {
      clock.stepTo(next)
      const bit = await story.next()
      next = bit.done ? undefined : bit.value
    }
    if (next) waiting.push({ story, next })
  })
  return waiting
}
