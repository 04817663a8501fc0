import { leaveAll } from '@gavel/contracts/suite/rooms/stream.ts'
import { afterAll } from 'vitest'
import { endAll } from '../server.ts'
import { stopWatching } from './a-room.ts'

// A test that fails half-way leaves streams open, and servers running: these hold the runner's own
// output, so that nobody would see it end. What is left at the end of a file is put away here.
afterAll(async () => {
  leaveAll()
  stopWatching()
  await endAll()
})
