import { readBody, signUp } from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../auction-house.ts'
import { json } from '../middleware/json.ts'
import { operation } from '../middleware/operation.ts'
import { clientAddress, replacedSession } from '../middleware/session.ts'
import { setSessionCookie } from '../middleware/session-cookie.ts'

/** Mounted at /api/users. */
export const users = Router({ caseSensitive: true, strict: true })

users.post('/', operation(signUp), json, async (req, res) => {
  const user = readBody(signUp, req.body)

  const session = await auctionHouse.signUp({
    ...user,
    replaces: replacedSession(req),
    address: clientAddress(req),
  })

  setSessionCookie(res, session)
  res.status(201).json(session)
})
