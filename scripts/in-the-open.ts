import { isSecure } from '@gavel/contracts'
import { LaunchProblem } from '@gavel/db/launch'
import { publishedIn } from '@gavel/db/seed'
import { variables } from './variables.ts'

// A house that others reach, which is by https, has nobody in it whose password everybody can read
// here (OWASP ASVS 5.0, 6.3.2).

export const isInTheOpen = (): boolean => isSecure(variables())

/** @throws LaunchProblem where such people would come into a house in the open. */
export function refuseToFill(): void {
  if (!isInTheOpen()) return
  throw new LaunchProblem(
    'PUBLIC_URL is https, so this house is open to others: nobody comes into it whose password everybody knows. Unset PUBLIC_URL to fill a house of your own.',
  )
}

/** @throws LaunchProblem where such people are in a house in the open. */
export async function refusePublished(url: string): Promise<void> {
  const [first, ...others] = isInTheOpen() ? await publishedIn(url) : []
  if (!first) return
  throw new LaunchProblem(
    `PUBLIC_URL is https, so this house is open to others, and everybody knows the password of ${first} and ${others.length} more in its database: set DATABASE_URL to another that is empty.`,
  )
}
