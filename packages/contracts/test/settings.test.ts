import { describe, expect, it } from 'vitest'
import { readSettings, WrongSetting } from '../src/index.ts'
import { errorOf } from './a-request.ts'

const DATABASE_URL = 'postgresql://gavel@localhost:5432/gavel'

/** What a wrong environment is told. */
function sentenceFor(environment: Record<string, string>): string {
  const thrown = errorOf(() => readSettings({ DATABASE_URL, ...environment }))
  if (thrown instanceof WrongSetting) return thrown.message
  throw thrown
}

describe('an environment with no more than it must have', () => {
  it('is filled up with what the README says', () => {
    expect(readSettings({ DATABASE_URL })).toEqual({
      DATABASE_URL,
      EXPRESS_PORT: 4000,
      NEXT_PORT: 3000,
      ALLOWED_ORIGINS: [],
      SOFT_CLOSE_SECONDS: 120,
      SESSION_HOURS: 168,
      SESSION_IDLE_HOURS: 24,
      TRUST_PROXY: 0,
      STREAMS_PER_USER: 20,
      STREAMS_PER_ADDRESS: 100,
      BIDS_PER_10_SECONDS: 100,
      SIGN_UPS_PER_MINUTE: 300,
      FAILED_SIGN_INS_PER_ADDRESS: 200,
      LOG_LEVEL: 'info',
    })
  })

  it('is the same where all else is set to nothing', () => {
    const empty = {
      EXPRESS_PORT: '',
      NEXT_PORT: '',
      PUBLIC_URL: '',
      ALLOWED_ORIGINS: '',
      CLOSINGS_SECRET: '',
      SOFT_CLOSE_SECONDS: '',
      SESSION_HOURS: '',
      SESSION_IDLE_HOURS: '',
      TRUST_PROXY: '',
      STREAMS_PER_USER: '',
      STREAMS_PER_ADDRESS: '',
      BIDS_PER_10_SECONDS: '',
      SIGN_UPS_PER_MINUTE: '',
      FAILED_SIGN_INS_PER_ADDRESS: '',
      LOG_LEVEL: '',
    }

    expect(readSettings({ DATABASE_URL, ...empty })).toEqual(readSettings({ DATABASE_URL }))
  })

  it('may have variables of others', () => {
    expect(readSettings({ DATABASE_URL, PATH: '/bin' })).not.toHaveProperty('PATH')
  })
})

describe('an environment with everything', () => {
  it('is read', () => {
    const given = {
      DATABASE_URL: 'postgres://localhost/gavel',
      EXPRESS_PORT: '1',
      NEXT_PORT: '65535',
      PUBLIC_URL: 'https://gavel.test',
      ALLOWED_ORIGINS: 'https://a.test, http://localhost:5173',
      CLOSINGS_SECRET: 'sixteen-letters_',
      SOFT_CLOSE_SECONDS: '2',
      SESSION_HOURS: '0.5',
      SESSION_IDLE_HOURS: '0.25',
      TRUST_PROXY: '1',
      STREAMS_PER_USER: '1',
      STREAMS_PER_ADDRESS: '100000',
      BIDS_PER_10_SECONDS: '1000',
      SIGN_UPS_PER_MINUTE: '5',
      FAILED_SIGN_INS_PER_ADDRESS: '50',
      LOG_LEVEL: 'silent',
    }

    expect(readSettings(given)).toEqual({
      ...given,
      EXPRESS_PORT: 1,
      NEXT_PORT: 65_535,
      ALLOWED_ORIGINS: ['https://a.test', 'http://localhost:5173'],
      SOFT_CLOSE_SECONDS: 2,
      SESSION_HOURS: 0.5,
      SESSION_IDLE_HOURS: 0.25,
      TRUST_PROXY: 1,
      STREAMS_PER_USER: 1,
      STREAMS_PER_ADDRESS: 100_000,
      BIDS_PER_10_SECONDS: 1_000,
      SIGN_UPS_PER_MINUTE: 5,
      FAILED_SIGN_INS_PER_ADDRESS: 50,
    })
  })
})

describe('a variable that is wrong', () => {
  it.each([
    { name: 'DATABASE_URL', value: 'nonsense' },
    { name: 'DATABASE_URL', value: 'localhost:5432' },
    { name: 'DATABASE_URL', value: 'mysql://localhost/gavel' },
    { name: 'EXPRESS_PORT', value: 'http' },
    { name: 'EXPRESS_PORT', value: '65536' },
    { name: 'EXPRESS_PORT', value: ' ' },
    { name: 'NEXT_PORT', value: '-1' },
    { name: 'NEXT_PORT', value: '3000.5' },
    { name: 'PUBLIC_URL', value: 'gavel.test' },
    { name: 'PUBLIC_URL', value: 'ftp://gavel.test' },
    { name: 'ALLOWED_ORIGINS', value: 'https://a.test,b.test' },
    { name: 'ALLOWED_ORIGINS', value: '*' },
    { name: 'CLOSINGS_SECRET', value: 'fifteen-letters' },
    { name: 'SOFT_CLOSE_SECONDS', value: '2.5' },
    { name: 'SOFT_CLOSE_SECONDS', value: '-1' },
    { name: 'SOFT_CLOSE_SECONDS', value: '3601' },
    { name: 'SOFT_CLOSE_SECONDS', value: 'long' },
    { name: 'SESSION_HOURS', value: '0' },
    { name: 'SESSION_HOURS', value: '2161' },
    { name: 'SESSION_IDLE_HOURS', value: '0' },
    { name: 'SESSION_IDLE_HOURS', value: '2161' },
    { name: 'TRUST_PROXY', value: 'yes' },
    { name: 'STREAMS_PER_USER', value: '0' },
    { name: 'STREAMS_PER_USER', value: '1.5' },
    { name: 'STREAMS_PER_ADDRESS', value: '100001' },
    { name: 'BIDS_PER_10_SECONDS', value: '0' },
    { name: 'SIGN_UPS_PER_MINUTE', value: '1.5' },
    { name: 'FAILED_SIGN_INS_PER_ADDRESS', value: 'none' },
    { name: 'LOG_LEVEL', value: 'loud' },
  ])('$name=$value gets one sentence that names it', ({ name, value }) => {
    const sentence = sentenceFor({ [name]: value })

    expect(sentence).toMatch(new RegExp(`^${name} is not [^\\n]+: correct it, or unset it\\.$`))
  })

  it('is not repeated where it is a secret', () => {
    expect(sentenceFor({ CLOSINGS_SECRET: 'hunter2' })).not.toContain('hunter2')
    expect(sentenceFor({ DATABASE_URL: 'gavel:hunter2@localhost' })).not.toContain('hunter2')
  })
})

describe('a house without a database', () => {
  it.each([{}, { DATABASE_URL: '' }, { DATABASE_URL: undefined }])(
    'is told how to come by one: %j',
    (environment) => {
      const thrown = errorOf(() => readSettings(environment))

      expect(thrown).toBeInstanceOf(WrongSetting)
      expect((thrown as Error).message).toBe(
        'DATABASE_URL is not set: set it, or start the house with npm run dev.',
      )
    },
  )
})
