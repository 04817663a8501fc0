export async function POST(request: Request) {
  const form = await request.formData()
  const file = form.get('file') as File
  const { name, type, size } = file
  return Response.json({ name, type, size, parts: [...form].length }, { status: 201 })
}
