import { answers } from '../../../../answers.ts'

export const dynamic = 'force-dynamic'

export const GET = (): Response => Response.json(answers.lots)
