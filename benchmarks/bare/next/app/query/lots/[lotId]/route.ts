import { findLot } from '../../../../../lots.ts'
import { pool } from '../../../../pool.ts'

type Context = { params: Promise<{ lotId: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { lotId } = await params
  return Response.json(await findLot(pool(), lotId))
}
