import { answers } from '../../../../../answers.ts'

type Context = { params: Promise<{ lotId: string }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { lotId } = await params
  return Response.json(answers.lot[lotId])
}
