import { readFileSync, writeFileSync } from 'node:fs'
import { PASSWORD_LENGTH, passwordDigest } from '@gavel/domain'
import { LaunchProblem } from '@gavel/db/launch'
import { inOneSentence } from './sentence.ts'

const LIST = new URL('../packages/domain/src/known-passwords.json', import.meta.url)

/** As many as OWASP ASVS 5.0 asks for (6.2.4). */
const AT_LEAST = 3_000

// npm run known-passwords -- FILE COUNT: makes the list of passwords that nobody may have. FILE has one
// a line, the most common first; of those that are long enough for this house, COUNT are taken.
await inOneSentence(async () => {
  const [file, count] = process.argv.slice(2)
  if (!file || !(Number(count) >= AT_LEAST))
    throw new LaunchProblem(
      `Say npm run known-passwords -- FILE COUNT, with a count from ${AT_LEAST} on.`,
    )
  const known = new Set<string>()
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/))
    if (known.size < Number(count) && isLongEnough(line)) known.add(passwordDigest(line))
  if (known.size < Number(count))
    throw new LaunchProblem(`${file} has ${known.size} passwords of that length: take another.`)
  writeFileSync(LIST, `${JSON.stringify([...known], null, 2)}\n`)
})

function isLongEnough(password: string): boolean {
  const { length } = Array.from(password.normalize('NFC'))
  return length >= PASSWORD_LENGTH.min && length <= PASSWORD_LENGTH.max
}
