/** Numbers that look like chance, and are the same in every house. */
export type Sequence = {
  /** From 0 to below `end`, whole. */
  below(end: number): number
  pick<Item>(items: readonly Item[]): Item
}

/** A linear congruential generator with the constants of Numerical Recipes. */
export function sequence(seed: number): Sequence {
  let state = seed >>> 0
  const below = (end: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    // The high bits: the low ones repeat soon.
    return Math.floor((state / 2 ** 32) * end)
  }
  return {
    below,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('Nothing to pick from')
      return item
    },
  }
}
