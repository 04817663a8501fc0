export async function GET() {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('one,two\n'))
      setTimeout(() => controller.error(new Error('No luck midway')), 100)
    },
  })
  return new Response(body)
}
