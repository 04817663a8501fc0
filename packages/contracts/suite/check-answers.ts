import { afterEach, beforeEach } from 'vitest'
import { check, takeFlaws, takeRecent } from './answers.ts'
import { operationOf } from './operations.ts'

// Checks every response that a test receives against the contract. The typed client uses `fetch`,
// which is wrapped here; raw requests are checked by `requests.ts`.

declare module 'vitest' {
  interface TaskMeta {
    /** The last request of a test, for the report. */
    lastRequest?: {
      operation: string
      method: string
      path: string
      status: number
      /** Whether the contract documents the response. */
      isDocumented: boolean
    }
  }
}

const originalFetch = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const response = await originalFetch(input, init)
  const { pathname, search } = new URL(input instanceof Request ? input.url : input)
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  check({
    method: init?.method ?? 'GET',
    target: pathname + search,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: isStream ? null : await response.clone().text(),
  })
  return response
}

beforeEach(() => void takeRecent())

afterEach(({ task }) => {
  const last = takeRecent().at(-1)
  const flaws = takeFlaws()
  if (last) {
    const operation = operationOf(last)
    const [pathname = ''] = last.target.split(/[?#]/, 1)
    task.meta.lastRequest = {
      operation: operation?.name ?? '',
      method: last.method,
      path: operation?.path ?? pathname,
      status: last.status,
      isDocumented: !flaws.some((flaw) => flaw.startsWith(`${last.method} ${last.target} `)),
    }
  }
  if (flaws.length > 0) throw new Error(flaws.join('\n'))
})
