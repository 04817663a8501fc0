export async function GET() {
  return Response.json({ secret: 42 })
}

export async function POST(request: Request) {
  const text = await request.text()
  return Response.json({ length: text.length }, { status: 201 })
}
