import { pagePolicy, policyHeader } from './security.ts'

/** What the house shows to people beside the API: each page by its path, with its name in the log. */
const PAGES: ReadonlyMap<string, string> = new Map([['/', 'home']])

/** The name of the page at a path; null where there is none. */
export const pageAt = (pathname: string): string | null => PAGES.get(pathname) ?? null

/** The page that a request asks for, by its name; null where it asks for none. */
export const pageAsked = (method: string, pathname: string): string | null =>
  isReading(method) ? pageAt(pathname) : null

/**
 * Whether a "no" is shown as a page: to whoever reads outside the API, also where there is no page. All
 * others get the problem, as they do in the API.
 */
export const isForPeople = (method: string, pathname: string): boolean =>
  isReading(method) && !isOfApi(pathname)

/** Whether a path is the API's, also if it is so but for its capitals. */
export const isOfApi = (pathname: string): boolean => /^\/api(\/|$)/i.test(pathname)

/** Whether a path is that of a file which pages bring along, and which leaves no line in the log. */
export const isFile = (pathname: string): boolean =>
  pathname === '/house.css' || pathname.startsWith('/_next/static/')

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD'

/**
 * What a page carries, one that says "no" too. Nobody keeps it; that is said in Next's words, who says
 * it of a page that is not there whatever it was told.
 */
export const pageHeaders = (nonce?: string): Record<string, string> => ({
  'Cache-Control': 'private, no-cache, no-store, max-age=0, must-revalidate',
  'Content-Security-Policy': policyHeader(pagePolicy(nonce)),
})
