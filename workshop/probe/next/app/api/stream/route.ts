export async function GET() {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('data: hello\n\n'))
    },
    cancel() {
      console.log('stream: closed')
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
}
