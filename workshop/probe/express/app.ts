import { setTimeout as pause } from 'node:timers/promises'
import express from 'express'
import { WebSocketServer } from 'ws'

// Express and ws as the first pages of their documentation show them, and nothing thought of beyond.

const app = express()
app.use(express.json())
app.use(express.static('public'))

app.get('/', (_req, res) => {
  res.send('Hello World!')
})

app.get('/api/things', (req, res) => {
  res.json({ things: [{ id: '1', name: 'gavel' }], limit: req.query.limit })
})

app.post('/api/things', (req, res) => {
  const { name } = req.body
  const thing = Object.assign({ id: '2' }, req.body)
  res.status(201).json({ length: name.length, admin: thing.admin, seen: req.body })
})

app.get('/api/things/:id', (req, res) => {
  res.json({ id: req.params.id })
})

app.get('/api/echo', (req, res) => {
  const { url, ip, protocol, host, headers } = req
  res.json({ url, ip, protocol, host, headers })
})

app.use('/api/guarded', (req, res, next) => {
  if (req.headers.authorization) next()
  else res.status(401).json({ error: 'Who are you?' })
})

app.get('/api/guarded', (_req, res) => {
  res.json({ secret: 42 })
})

app.post('/api/guarded', express.text(), (req, res) => {
  res.status(201).json({ length: req.body.length })
})

app.get('/api/throws', async () => {
  throw new Error('No luck')
})

app.get('/api/slow', async (_req, res) => {
  console.log('slow: begun')
  await pause(2_000)
  res.json({ slow: true })
})

app.get('/api/stream', (_req, res) => {
  res.set('Content-Type', 'text/event-stream')
  res.write('data: hello\n\n')
  res.on('close', () => console.log('stream: closed'))
})

app.get('/api/broken', async (_req, res) => {
  res.write('one,two\n')
  await pause(100)
  throw new Error('No luck midway')
})

const server = app.listen(Number(process.env.PORT), '127.0.0.1')

new WebSocketServer({ server, path: '/api/socket' }).on('connection', (socket) => {
  socket.on('error', console.error)
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
})
