import type { Consignment } from '../consignment.ts'

export const music: readonly Consignment[] = [
  {
    title: 'Violin, school of Mittenwald',
    description:
      'Violin of about 1790, length of the back 355 mm, in one piece of plain maple, with a golden brown varnish. The neck is grafted; a patch under the sound post is well made. Played in an amateur orchestra until last year. With two bows and a later case.',
    startingPrice: 700,
    reserve: 1_200,
    seller: 'Goran',
    consigned: '-16d 17:30',
    schedule: { opens: '-14d 00:00', closes: '-9d 00:00' },
    // Lucía leads and raises her own maximum, and that reaches the reserve.
    bids: [
      ['0d 04:00', 'Lucía', 750],
      ['1d 09:30', 'Cleo', 800],
      ['1d 20:00', 'Lucía', 900],
      ['2d 10:00', 'Hana', 880],
      ['2d 21:15', 'Cleo', 1_000],
      ['3d 19:00', 'Lucía', 1_050],
      ['4d 08:00', 'Lucía', 1_250],
      ['4d 20:30', 'Cleo', 1_250],
    ],
  },
  {
    title: 'Boxwood clarinet with five keys',
    description:
      'Clarinet in B flat, about 1815, of stained boxwood with rings of horn and five square keys of brass; 590 mm without the mouthpiece. One hairline in the barrel, which has not moved for years. Stamped with a crowned lion above letters nobody has read. Plays at about a = 430.',
    startingPrice: 150,
    seller: 'Goran',
    consigned: '-2d 20:45',
    schedule: { opens: '-1d 06:00', closes: '0d 00:41' },
    bids: [
      ['0d 02:30', 'Lucía', 160],
      ['0d 11:00', 'Edda', 170],
      ['1d 01:20', 'Lucía', 200],
      ['1d 04:50', 'Dario', 210],
      ['1d 05:10', 'Lucía', 230],
    ],
  },
  {
    title: 'Square piano of 1802',
    description:
      'Square piano of five and a half octaves, dated 1802 inside, mahogany with stringing, 1,620 mm wide. Strung in part; six dampers and the music desk are missing. It stands on a ground floor near Antwerp, and whoever buys it fetches it.',
    startingPrice: 450,
    seller: 'Goran',
    consigned: '-7d 08:00',
    schedule: { opens: '-2d 00:00', closes: '0d 10:00' },
    withdrawn: '-3d 04:30',
  },
]
