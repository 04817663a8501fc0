import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { WebSocketServer } from 'ws'

// `ws` alone: the bytes of a POST go to everybody. It answers with the moment before the first of
// them was told, in milliseconds since 1970.
const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return response.end()
  const message = Buffer.from(await text(request))
  const began = performance.timeOrigin + performance.now()
  for (const socket of sockets.clients) socket.send(message, { binary: false })
  response.end(String(began))
})
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => socket.send('{"type":"ready"}'))
server.listen(Number(process.env.EXPRESS_PORT))
