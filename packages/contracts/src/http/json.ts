import { malformed } from './flaws.ts'

/** House rules on JSON: how deep arrays and objects may nest, and how many names it may have in all. */
export const JSON_LIMITS = { depth: 32, names: 1_000 }

/** The value in the bytes of a body. @throws RequestError malformed-request for bytes, depth or names. */
export function parseJson(bytes: Uint8Array): unknown {
  const value = parse(bytes)
  checkShape(value)
  return value
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw malformed('The body is not JSON in UTF-8')
  }
}

/**
 * Goes through a value level by level, and so in no danger itself from one that is too deep. Names
 * are counted because each that the house does not know is told of in the answer.
 */
function checkShape(value: unknown): void {
  let names = 0
  let level = [value].filter(isContainer)
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > JSON_LIMITS.depth) throw malformed('The body is nested too deep')
    for (const container of level)
      if (!Array.isArray(container)) names += Object.keys(container).length
    if (names > JSON_LIMITS.names) throw malformed('The body has too many names')
    level = level.flatMap((container) => Object.values(container)).filter(isContainer)
  }
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null
