import type { Operation } from '@gavel/contracts'

/** The operation's path as Express writes it: `/api/lots/:lotId`. */
export const path = (operation: Operation): string => operation.path.replaceAll(/\{(\w+)\}/g, ':$1')
