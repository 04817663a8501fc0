/**
 * Does something for each of several, one after another; one that fails holds up no other.
 * @throws whatever the first of them failed with, after the last.
 */
export async function eachForItself<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) await work(item).catch((failure: unknown) => failures.push(failure))
  if (failures.length > 0) throw failures[0]
}
