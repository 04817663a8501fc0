import { describe, expect, it } from 'vitest'
import { traceIdOf } from '../src/index.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'

describe('the trace of a request', () => {
  it.each(['00', '01', 'ff'])(
    'is the second part of traceparent, whatever its flags: %s',
    (flags) => {
      expect(traceIdOf({ traceparent: `00-${TRACE}-${PARENT}-${flags}` })).toBe(TRACE)
    },
  )

  it('is none where there is no traceparent', () => {
    expect(traceIdOf({})).toBeNull()
  })

  it.each([
    { case: 'is empty', traceparent: '' },
    { case: 'is of another version', traceparent: `01-${TRACE}-${PARENT}-01` },
    { case: 'is of the version that is none', traceparent: `ff-${TRACE}-${PARENT}-01` },
    { case: 'is in capitals', traceparent: `00-${TRACE.toUpperCase()}-${PARENT}-01` },
    { case: 'has a trace of zeros', traceparent: `00-${'0'.repeat(32)}-${PARENT}-01` },
    { case: 'has a parent of zeros', traceparent: `00-${TRACE}-${'0'.repeat(16)}-01` },
    { case: 'has a short trace', traceparent: `00-${TRACE.slice(1)}-${PARENT}-01` },
    { case: 'goes on', traceparent: `00-${TRACE}-${PARENT}-01-more` },
    { case: 'comes twice', traceparent: `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01` },
    { case: 'ends with a line', traceparent: `00-${TRACE}-${PARENT}-01\n` },
  ])('is none where that $case', ({ traceparent }) => {
    expect(traceIdOf({ traceparent })).toBeNull()
  })
})
