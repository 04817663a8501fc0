/** The parts of which a store is made, for whoever measures one without another: never an app. */
export { type Database, openDatabase } from './client.ts'
export { decisionsOn } from './decisions/decide.ts'
export { lotsIn } from './lots.ts'
export { wakeUpOn } from './wake-up.ts'
