import { createDocument } from 'zod-openapi'
import { ANSWER_HEADERS } from './answer-headers.ts'
import { api, chapters } from './api.ts'
import { BidView, MyBid, PlaceBid, PlacedBid } from './bids.ts'
import { Closing } from './closings.ts'
import { Health } from './health.ts'
import { HouseView } from './house.ts'
import { ConsignLot, EditLot, LotStatus, LotView, ScheduleLot } from './lots.ts'
import { MessageView, PostMessage } from './messages.ts'
import { problemSchemas } from './openapi/answers.ts'
import { pathsOf } from './openapi/operation.ts'
import { plain } from './openapi/plain.ts'
import { RoomView } from './rooms.ts'
import { SignIn } from './sessions.ts'
import { CallerView, ChangePassword, OpenedSession, SignUp, UserView } from './users.ts'
import { Deposit, EntryView, MovementView, WalletView, Withdraw } from './wallet.ts'

/** The shapes that have a name. */
const SCHEMAS = {
  HouseView,
  UserView,
  CallerView,
  SignUp,
  SignIn,
  ChangePassword,
  OpenedSession,
  WalletView,
  MovementView,
  EntryView,
  Deposit,
  Withdraw,
  LotStatus,
  LotView,
  ConsignLot,
  EditLot,
  ScheduleLot,
  BidView,
  MyBid,
  PlaceBid,
  PlacedBid,
  MessageView,
  PostMessage,
  RoomView,
  Closing,
  Health,
}

const TAGS: Record<keyof typeof chapters, string> = {
  house: 'The rules that a bidder must know.',
  people: 'Accounts and sessions.',
  money: 'What people have in the house. Amounts are whole cents.',
  lots: 'What is sold: a draft, then scheduled, live, and sold or unsold by the house’s clock.',
  bids: 'Maximum (proxy) bids.',
  rooms: 'What happens around a lot, as it happens, and what people say.',
  keeping: 'For whoever runs the house.',
  documents: 'The contract itself.',
}

const HEADERS = Object.fromEntries(
  Object.entries(ANSWER_HEADERS).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' as const } },
  ]),
)

const SECURITY = {
  session: {
    type: 'http',
    scheme: 'bearer',
    description: 'The `token` of a session. Where it is shown, the cookie is ignored.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'gavel_session',
    description: 'The same token; `__Host-gavel_session` where people come by https.',
  },
  closings: {
    type: 'http',
    scheme: 'bearer',
    description: 'The secret of whoever runs the house.',
  },
} as const

const DESCRIPTION = `One auction house behind two implementations of this API.

A path that does not exist is answered 404 \`not-found\`. How other methods of a path and OPTIONS are answered depends on the framework: docs/differences.md.

Every error of an operation is a problem document (RFC 9457), identified by its \`code\`. Where a request has several errors, authentication is checked first and the rate limit second; the order of the rest is not part of the contract.`

/** Every operation, as OpenAPI 3.1 has it: made of the very schemas that requests are held to. */
export const openapiDocument = createDocument(
  {
    openapi: '3.1.1',
    info: {
      title: 'Gavel',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The house that serves this document.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: pathsOf(chapters),
    components: {
      schemas: { ...SCHEMAS, ...problemSchemas(Object.values(api)) },
      headers: HEADERS,
      securitySchemes: SECURITY,
    },
  },
  { override: plain },
)
