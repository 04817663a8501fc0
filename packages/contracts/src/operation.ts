import type { Revision } from '@gavel/domain'
import type { z } from 'zod'
import type { ProblemCode } from './problems.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call: everybody, a signed-in user, or the house's operator, who holds the closings secret. */
export type Who = 'all' | 'user' | 'operator'

export type AnswerHeader = 'ETag' | 'Location' | 'Set-Cookie'

/** One thing that can be asked of the house over HTTP, on either twin. */
export type Operation = {
  name: string
  /** What it does, in one line, and what else its caller should know. */
  summary: string
  description?: string
  method: Method
  /** As OpenAPI writes it: `/api/lots/{lotId}`. */
  path: `/api/${string}`
  who: Who
  /** Whether an Idempotency-Key is required. */
  keyed?: true
  /** Whether `If-Match` must name the state of the lot that the caller has seen. */
  matched?: true
  /** Whether the calls of each user are counted, and refused once a quota is used up. */
  metered?: true
  params?: z.ZodType<object, Record<string, string>>
  query?: z.ZodType<object, object>
  body?: z.ZodType<object, object>
  /** What a stream of this operation carries, frame by frame; whoever leaves it may resume. */
  stream?: z.ZodType
  /** The answer by its status; null where there is no body. */
  answers: Readonly<Record<number, z.ZodType | null>>
  /** Headers that each of these answers carries, beside those of every answer. */
  headers?: readonly AnswerHeader[]
  /** What the answers are written in, where that is not JSON. */
  mediaType?: 'text/html' | 'text/event-stream'
  /** Whether it needs no database, and so is answered while that is away. */
  selfContained?: true
  /** The error codes of this operation, besides the common ones (operation-errors.ts). */
  errors?: readonly ProblemCode[]
}

/** Declares an operation, keeping its exact types for its callers on both sides of the wire. */
export const operation = <const O extends Operation>(declared: O): O => declared

/** The path of an operation, with its parameters filled in. */
export const pathTo = (operation: Operation, params: Readonly<Record<string, unknown>>): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )

/** What a schema of an operation yields after validation. */
export type After<O, Part extends string> =
  O extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : unknown

type Before<O, Part extends string> =
  O extends Record<Part, infer Schema extends z.ZodType> ? z.input<Schema> : unknown

type KeyOf<O> = O extends { keyed: true } ? { key: string } : unknown

/** What `If-Match` becomes. */
type Seen = readonly Revision[] | 'any'
type SeenOf<O> = O extends { matched: true } ? { seen: Seen } : unknown

/** A client names an ETag. */
type MatchOf<O> = O extends { matched: true } ? { ifMatch: string } : unknown

/** What a handler gets: path, query and body, validated, the Idempotency-Key, and `If-Match`. */
export type InputOf<O> = After<O, 'params'> &
  After<O, 'query'> &
  After<O, 'body'> &
  KeyOf<O> &
  SeenOf<O>

/** What a client sends, before validation. */
export type RequestOf<O> = Before<O, 'params'> &
  Before<O, 'query'> &
  Before<O, 'body'> &
  KeyOf<O> &
  MatchOf<O>

/** What a client gets where all goes well; undefined where that has no body. */
export type AnswerOf<O> = O extends { answers: infer Answers }
  ? AnswerBody<Answers[keyof Answers & (200 | 201 | 204)]>
  : never

type AnswerBody<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
