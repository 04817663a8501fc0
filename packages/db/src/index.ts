export { openStore, type Store } from './store.ts'
export { startWorker } from './worker.ts'
