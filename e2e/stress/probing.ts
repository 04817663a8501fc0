import { request } from 'node:http'
import { parentPort, Worker, workerData } from 'node:worker_threads'

/** Milliseconds between two questions; none waits for the answer to the last. */
const EVERY = 10

/** Asks a server again and again whether it is ready, as a load balancer does. */
export type Probing = {
  /** Ends it; answers the milliseconds that each answer took. @throws where the server was not ready. */
  stop(): Promise<number[]>
}

/** Begins in a thread of its own: one that is busy with clients would measure itself. */
export async function probe(baseUrl: string): Promise<Probing> {
  const worker = new Worker(new URL(import.meta.url), { workerData: baseUrl })
  const told = () =>
    new Promise<number[]>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
  await told()
  return {
    async stop() {
      const delays = told()
      worker.postMessage('stop')
      return delays
    },
  }
}

/** Milliseconds to the end of an answer on a connection of its own. */
function ask(address: string): Promise<number> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent: false }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - began)
        else reject(new Error(`A server that is not ready: ${answer.statusCode}`))
      })
    })
    asked.once('error', reject).end()
  })
}

if (parentPort) {
  const port = parentPort
  const address = `${workerData as string}/api/health/ready`
  // What the first answers are slow for is here.
  for (let time = 0; time < 10; time += 1) await ask(address)
  const asked: Promise<number>[] = []
  const timer = setInterval(() => asked.push(ask(address)), EVERY)
  port.once('message', async () => {
    clearInterval(timer)
    port.postMessage(await Promise.all(asked))
  })
  port.postMessage([])
}
