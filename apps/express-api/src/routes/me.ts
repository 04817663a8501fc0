import { changePassword, readBody, whoAmI } from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../auction-house.ts'
import { json } from '../middleware/json.ts'
import { operation } from '../middleware/operation.ts'
import { currentUser, requireUser } from '../middleware/session.ts'
import { setSessionCookie } from '../middleware/session-cookie.ts'

/** Mounted at /api/me. */
export const me = Router({ caseSensitive: true, strict: true })

me.get('/', operation(whoAmI), requireUser, (_req, res) => {
  res.json(currentUser(res))
})

me.put('/password', operation(changePassword), requireUser, json, async (req, res) => {
  const passwords = readBody(changePassword, req.body)

  const session = await auctionHouse.changePassword({ ...passwords, user: currentUser(res) })

  setSessionCookie(res, session)
  res.json(session)
})
