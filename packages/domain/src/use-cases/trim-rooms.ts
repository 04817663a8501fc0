import type { Ports } from '../ports.ts'
import { EVENTS_KEPT_DAYS } from '../room.ts'

const DAY = 24 * 60 * 60 * 1000

/**
 * Removes events of long ago from the logs of all rooms, some of them, and answers whether there may
 * be more; bids and messages stay.
 */
export async function trimRooms(ports: Ports): Promise<boolean> {
  const now = await ports.clock.now()
  return ports.rooms.trim(new Date(now.getTime() - EVENTS_KEPT_DAYS * DAY))
}
