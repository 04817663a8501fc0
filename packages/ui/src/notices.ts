/** What stands on a page in place of what was asked for. */
export type Notice = { title: string; words: string }

/** Each by the status that it comes with. The titles are those of the problems of the API. */
export const NOTICES = {
  404: {
    title: 'There is nothing here',
    words: 'Perhaps the address is not quite right, or what it led to is gone.',
  },
  500: {
    title: 'Something went wrong in the house',
    words: 'It was nothing that you did, and it has been written down.',
  },
  503: {
    title: 'The house cannot be reached now; try again',
    words: 'It is back in a moment, as a rule.',
  },
} as const satisfies Record<number, Notice>

/** The notice for a status; null for one that people are not shown. */
export const noticeOf = (status: number): Notice | null =>
  (NOTICES as Record<number, Notice>)[status] ?? null
