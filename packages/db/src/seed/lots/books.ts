import type { Consignment } from '../consignment.ts'

export const books: readonly Consignment[] = [
  {
    title: 'Herbal with four hundred woodcuts',
    description:
      'Folio, Frankfurt, 1586, in pigskin over boards of the time, with one clasp of two. Four hundred and two woodcuts of plants, some of them coloured by a child long ago. Lacks the title and two leaves of the register; worming in the first gatherings. Notes on remedies in two hands, one of them dated 1634.',
    startingPrice: 500,
    reserve: 600,
    seller: 'Edda',
    consigned: '-10d 11:45',
    schedule: { opens: '-8d 00:00', closes: '-3d 00:00' },
    bids: [
      ['0d 03:00', 'Karim', 550],
      ['1d 20:00', 'Hana', 600],
      ['2d 10:00', 'Karim', 680],
      ['3d 21:00', 'Hana', 660],
      ['4d 18:30', 'Jonas', 690],
      ['4d 22:50', 'Karim', 760],
    ],
  },
  {
    title: 'Cookery book of a Viennese household',
    description:
      'Manuscript of 214 pages in quarto, 1811 to 1846, in three hands at least, with some six hundred receipts; eleven are for carp. Half calf, worn, the spine gone. Stained throughout, as an honest cookery book is. A bill of fare for a christening lies in it loose.',
    startingPrice: 40,
    seller: 'Ilse',
    consigned: '-1d 18:20',
    schedule: { opens: '-0d 09:00', closes: '0d 06:20' },
    bids: [
      ['0d 00:40', 'Lucía', 42],
      ['0d 02:20', 'Hana', 45],
      ['0d 05:00', 'Lucía', 48],
      ['0d 07:10', 'Dario', 55],
      ['0d 08:15', 'Hana', 60],
    ],
  },
  {
    title: 'Log of a Bremen barque, 1871 to 1874',
    description:
      'Log in folio, 310 pages, kept on three voyages to Rangoon for rice. A clear hand; the mate has drawn the coast in the margins of nineteen pages. Salt stains, the boards loose. Tells of a topmast lost off the Cape and of a wedding on board.',
    startingPrice: 80,
    reserve: 150,
    seller: 'Edda',
    consigned: '-0d 19:10',
    schedule: { opens: '0d 00:47', closes: '0d 07:00' },
  },
]
