import { type NextRequest, NextResponse } from 'next/server'

export function proxy(request: NextRequest) {
  if (request.headers.has('authorization')) return NextResponse.next()
  return Response.json({ error: 'Who are you?' }, { status: 401 })
}

export const config = { matcher: '/api/guarded/:path*' }
