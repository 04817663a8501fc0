/** A request for a page. `cursor` is the `next` of the page before; its form is up to the store. */
export type PageRequest = { limit: number; cursor?: string | undefined }

/** A page of a list. `next` is the cursor of the following page, null on the last page. */
export type Page<Item> = { items: Item[]; next: string | null }
