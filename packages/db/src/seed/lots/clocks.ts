import type { Consignment } from '../consignment.ts'

export const clocks: readonly Consignment[] = [
  {
    title: 'Travelling clock with repeat',
    description:
      'Carriage clock with an eight-day movement, repeating the last hour on a gong; 155 mm high with the handle up. Glass on five sides, one chipped at the corner. Runs, and was cleaned this spring. With its leather case, of which the strap is torn.',
    startingPrice: 240,
    seller: 'Ada',
    consigned: '-1d 09:40',
    schedule: { opens: '0d 00:09', closes: '0d 02:00' },
  },
  {
    title: 'Bracket clock with pull repeat',
    description:
      'Table clock in an ebonised case, about 1765, 430 mm high. Eight-day movement with a verge escapement; a cord repeats the quarters on six bells. The back plate is engraved with a basket of flowers. The feet are replaced, and the strike is an hour behind, which a clockmaker puts right in a minute.',
    startingPrice: 600,
    reserve: 800,
    seller: 'Ada',
    consigned: '-13d 10:20',
    schedule: { opens: '-11d 00:00', closes: '-6d 00:00' },
    // A raise in the last minute changes neither price nor leader, and so does not move the close.
    bids: [
      ['0d 01:00', 'Ben', 600],
      ['0d 20:00', 'Dario', 650],
      ['1d 12:00', 'Ben', 700],
      ['1d 13:00', 'Ilse', 720],
      ['2d 09:00', 'Dario', 850],
      ['2d 22:00', 'Ben', 830],
      ['3d 10:00', 'Ben', 900],
      ['4d 21:00', 'Dario', 950],
      ['4d 23:40', 'Ben', 940],
      ['4d 23:59', 'Dario', 1_000],
    ],
  },
  {
    title: 'Two-day marine chronometer',
    description:
      'Chronometer in a three-tier box of mahogany bound with brass, about 1860, the dial of 98 mm with subsidiary seconds. In the last week it lost 1.4 seconds a day. Gimbals and lock complete, key present, outer guard box missing. With a certificate of 1868 for a survey of the coast.',
    startingPrice: 1_200,
    reserve: 2_000,
    seller: 'Ilse',
    consigned: '-2d 15:00',
    schedule: { opens: '-0d 20:00', closes: '0d 08:30' },
    bids: [
      ['0d 01:00', 'Jonas', 1_300],
      ['0d 05:30', 'Cleo', 1_400],
      ['0d 12:00', 'Jonas', 1_600],
      ['0d 17:45', 'Femke', 1_500],
    ],
  },
]
