export { isUnavailable } from './errors.ts'
export { demoAccounts, seed } from './seed.ts'
export { openStore, type Store } from './store.ts'
export { startWorker } from './worker.ts'
