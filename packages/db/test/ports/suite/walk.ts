import type { Page } from '@gavel/domain'

/** All items of a list, page by page, and how many there were on each page. */
export async function walk<Item>(turn: (cursor: string | undefined) => Promise<Page<Item>>) {
  const items: Item[] = []
  const sizes: number[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await turn(cursor)
    items.push(...page.items)
    sizes.push(page.items.length)
    if (page.next === null) return { items, sizes }
    cursor = page.next
  }
}
