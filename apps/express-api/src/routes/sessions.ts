import { readBody, requireToken, signIn, signOut, signOutEverywhere } from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../auction-house.ts'
import { json } from '../middleware/json.ts'
import { operation } from '../middleware/operation.ts'
import {
  clientAddress,
  currentToken,
  currentUser,
  replacedSession,
  requireUser,
} from '../middleware/session.ts'
import { clearSessionCookie, setSessionCookie } from '../middleware/session-cookie.ts'

/** Mounted at /api/sessions. */
export const sessions = Router({ caseSensitive: true, strict: true })

sessions.post('/', operation(signIn), json, async (req, res) => {
  const credentials = readBody(signIn, req.body)

  const session = await auctionHouse.signIn({
    ...credentials,
    replaces: replacedSession(req),
    address: clientAddress(req),
  })

  setSessionCookie(res, session)
  res.status(201).json(session)
})

sessions.delete('/', operation(signOutEverywhere), requireUser, async (_req, res) => {
  await auctionHouse.signOutEverywhere({ user: currentUser(res) })

  clearSessionCookie(res)
  res.status(204).end()
})

sessions.delete('/current', operation(signOut), requireUser, async (req, res) => {
  await auctionHouse.signOut(requireToken(currentToken(req)))

  clearSessionCookie(res)
  res.status(204).end()
})
