import type { Ports } from '../ports.ts'
import { EVENTS_KEPT_DAYS } from '../room.ts'

const DAY = 24 * 60 * 60 * 1000

/** Removes the events of long ago from the logs of all rooms; bids and messages stay. */
export async function trimRooms(ports: Ports): Promise<void> {
  const now = await ports.clock.now()
  await ports.rooms.trim(new Date(now.getTime() - EVENTS_KEPT_DAYS * DAY))
}
