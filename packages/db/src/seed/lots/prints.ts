import type { Consignment } from '../consignment.ts'

export const prints: readonly Consignment[] = [
  {
    title: 'Skaters on a frozen canal, etching',
    description:
      'Etching on laid paper, Dutch school, about 1655, third state of four. A strong impression with a thread margin, 142 by 203 mm; a mended tear of 11 mm at the lower left runs into the ice. On the back the stamp of a Leipzig collection that was dispersed in 1912. Framed under glass.',
    startingPrice: 120,
    seller: 'Edda',
    consigned: '-23d 09:15',
    schedule: { opens: '-20d 00:00', closes: '-15d 00:00' },
    // Femke offers as much as Ben has offered before her: of two equal maxima the earlier leads.
    bids: [
      ['0d 01:12', 'Dario', 130],
      ['0d 03:40', 'Ben', 140],
      ['1d 00:05', 'Femke', 140],
      ['1d 09:30', 'Femke', 160],
      ['2d 11:02', 'Dario', 190],
      ['2d 11:20', 'Ben', 180],
      ['3d 20:44', 'Femke', 200],
      ['4d 10:15', 'Dario', 240],
      ['4d 23:20', 'Ilse', 220],
    ],
  },
  {
    title: 'Ferry in the evening rain, colour woodcut',
    description:
      'Colour woodcut, Edo, about 1835, upright, 362 by 245 mm. A good early impression in which the grain of the block shows in the sky; the blue has faded a little, and the sheet is toned where a mount had been. From a family in Ghent that brought it home in 1904.',
    startingPrice: 180,
    seller: 'Lucía',
    consigned: '-6d 13:40',
    schedule: { opens: '-4d 06:00', closes: '0d 00:27' },
    bids: [
      ['0d 00:50', 'Hana', 200],
      ['0d 08:15', 'Ben', 200],
      ['1d 02:30', 'Ben', 230],
      ['2d 21:10', 'Hana', 260],
      ['3d 22:05', 'Cleo', 250],
      ['3d 22:12', 'Cleo', 300],
      ['4d 04:40', 'Hana', 340],
      ['4d 05:31', 'Ben', 320],
    ],
  },
  {
    title: 'Nine tulips, engraved and coloured by hand',
    description:
      'Nine copper engravings from the pattern book of a florist, Haarlem, about 1740, each on a sheet of about 330 by 210 mm. The colour is of the time and fresh. Foxing on four sheets, a wormhole in the margin of two. They are not sold singly.',
    startingPrice: 200,
    reserve: 450,
    seller: 'Edda',
    consigned: '-29d 15:30',
    schedule: { opens: '-27d 00:00', closes: '-22d 00:00' },
    // Nobody reaches the reserve.
    bids: [
      ['0d 05:00', 'Lucía', 220],
      ['1d 10:20', 'Femke', 260],
      ['2d 08:44', 'Lucía', 300],
      ['3d 19:30', 'Femke', 340],
      ['4d 12:00', 'Hana', 380],
    ],
  },
  {
    title: 'The first railway in the valley, lithograph',
    description:
      'Tinted lithograph with added colour, about 1845, 280 by 415 mm: a train of six carriages on a viaduct, and the whole town out to see it. The sheet is evenly browned, the left margin cut close. The names of the engine and of its driver stand below in pencil.',
    startingPrice: 60,
    seller: 'Ada',
    consigned: '-1d 04:20',
    schedule: { opens: '0d 00:24', closes: '0d 05:00' },
  },
]
