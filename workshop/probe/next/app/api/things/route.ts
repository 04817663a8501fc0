export async function GET(request: Request) {
  const { searchParams } = new URL(request.url)
  return Response.json({ things: [{ id: '1', name: 'gavel' }], limit: searchParams.get('limit') })
}

export async function POST(request: Request) {
  const body = await request.json()
  const { name } = body
  const thing = Object.assign({ id: '2' }, body)
  return Response.json({ length: name.length, admin: thing.admin, seen: body }, { status: 201 })
}
