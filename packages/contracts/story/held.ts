import { afterEach, expect } from 'vitest'
import { check, takeFlaws } from './answers.ts'

// Every answer that a chapter gets is held to the contract, whatever the chapter asks for itself. What
// goes by `fetch`, as the typed client does, is listened to here; raw requests are by `door.ts`.

const bare = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const response = await bare(input, init)
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

afterEach(() => {
  expect(takeFlaws(), 'what the contract does not describe').toEqual([])
})
