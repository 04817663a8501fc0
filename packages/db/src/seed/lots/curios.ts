import type { Consignment } from '../consignment.ts'

export const curios: readonly Consignment[] = [
  {
    title: 'Cabinet of forty-eight shells',
    description:
      'Table cabinet of walnut, about 1880, 390 mm wide, with four drawers and forty-eight shells, each in its place with a Latin label. Two labels have lost their shells, one shell its label. The key is a modern copy.',
    startingPrice: 160,
    seller: 'Lucía',
    consigned: '-12d 14:50',
    schedule: { opens: '-10d 12:00', closes: '-4d 12:00' },
    bids: [['2d 03:00', 'Femke', 200]],
  },
  {
    title: 'Figurehead of a woman with a book',
    description:
      'Carved pine, about 1855, 1,340 mm high, with remains of four coats of paint. The right hand is restored, the nose is not. Said to be from a schooner that was broken up at Flensburg in 1902. On an iron stand, and heavy: it takes two to lift it.',
    startingPrice: 1_500,
    reserve: 3_000,
    seller: 'Ilse',
    consigned: '-31d 16:00',
    schedule: { opens: '-29d 00:00', closes: '-22d 06:00' },
    bids: [
      ['0d 08:00', 'Jonas', 1_600],
      ['2d 10:30', 'Cleo', 1_800],
      ['4d 09:00', 'Jonas', 2_000],
      ['5d 12:00', 'Jonas', 2_300],
      ['6d 15:15', 'Cleo', 2_200],
    ],
  },
  {
    title: 'Chess set of turned bone',
    description:
      'Thirty-two pieces of turned and stained bone, about 1840, the kings 92 mm high. A rook is glued, and a red pawn is a little paler than its brothers. In a later box with a sliding lid. No board.',
    startingPrice: 70,
    seller: 'Karim',
    consigned: '-0d 12:30',
    schedule: { opens: '-0d 01:00', closes: '0d 09:00' },
  },
  {
    title: 'Singing bird in a gilt cage',
    description:
      'Automaton, about 1900, 290 mm high: wound up, the bird turns its head, beats its tail and sings. The leather of the bellows is new, the breast has moulted. Photographs and the name of the maker follow when the base has been opened.',
    startingPrice: 380,
    reserve: 600,
    seller: 'Lucía',
    consigned: '-0d 03:15',
  },
]
