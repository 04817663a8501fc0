import { withClient } from '../launch/connect.ts'
import { paddles } from './large.ts'
import { people } from './people.ts'

const PUBLISHED: readonly string[] = [...people, ...paddles].map(({ email }) => email)

/** The addresses in a house whose password everybody can read here. */
export const publishedIn = (url: string): Promise<string[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ email: string }>(
      'SELECT email FROM "user" WHERE email = ANY($1) ORDER BY email',
      [PUBLISHED],
    )
    return rows.map(({ email }) => email)
  })
