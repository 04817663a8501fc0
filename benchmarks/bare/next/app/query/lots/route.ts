import { newestLots } from '../../../../lots.ts'
import { pool } from '../../../pool.ts'

export const dynamic = 'force-dynamic'

export const GET = async (): Promise<Response> => Response.json(await newestLots(pool()))
