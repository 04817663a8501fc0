import { afterEach, beforeEach } from 'vitest'
import { check, takeFlaws, takeRecent } from './answers.ts'
import { operationOf } from './operations.ts'

// Checks every response that a test receives against the contract. The typed client uses `fetch`,
// which is wrapped here; raw requests are checked by `requests.ts`.

declare module 'vitest' {
  interface TaskMeta {
    /** The first undocumented response of a test, or its last response, for the report. */
    response?: {
      operation: string
      method: string
      path: string
      status: number
      /** How it violates the contract. */
      flaw: string | null
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
  const all = takeRecent()
  const one = all.find(({ flaw }) => flaw !== null) ?? all.at(-1)
  if (one) {
    const { method, target, status } = one.answer
    const operation = operationOf(one.answer)
    const path = operation?.path ?? target.replace(/[?#].*/, '')
    const name = operation?.name ?? ''
    task.meta.response = { operation: name, method, path, status, flaw: one.flaw }
  }
  const flaws = takeFlaws()
  if (flaws.length > 0) throw new Error(flaws.join('\n'))
})
