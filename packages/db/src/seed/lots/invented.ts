import type { Piece } from '../consignment.ts'
import type { Sequence } from '../sequence.ts'

const kinds = [
  'Copper engraving',
  'Etching',
  'Watercolour',
  'Lithograph',
  'Pencil drawing',
  'Woodcut',
]

const subjects = [
  'a harbour at low water',
  'a mill below the weir',
  'a market before the rain',
  'a lighthouse in winter',
  'an orchard with beehives',
  'a ferry and its passengers',
  'a bridge under repair',
  'a rope walk',
  'a herring fleet at dawn',
  'a town hall with storks',
  'an eclipse of the sun',
  'a village on the dyke',
]

const places = ['Ghent', 'Riga', 'Trieste', 'Bergen', 'Porto', 'Gdańsk', 'Cork', 'Split', 'Turku']

const conditions = [
  'A clean sheet with wide margins.',
  'Light foxing, a short tear in the margin.',
  'Browned by an old mount, otherwise good.',
  'Laid down on board, the colours fresh.',
]

const provenances = [
  'From the estate of a schoolmaster.',
  'Bought from a dealer in Antwerp in 1936.',
  'By descent in the family of the seller.',
  'On the back the stamp of a circulating library.',
]

const startingPrices = [20, 45, 80, 150, 300, 600, 1_200, 2_500]

/** A sheet that nobody has ever drawn; one in four has a reserve. */
export function invented(chance: Sequence): Piece {
  const kind = chance.pick(kinds)
  const size = `${120 + chance.below(300)} by ${120 + chance.below(300)} mm`
  const startingPrice = chance.pick(startingPrices)
  return {
    title: `${kind} of ${chance.pick(subjects)}, ${chance.pick(places)}, ${1650 + chance.below(260)}`,
    description: `${kind}, ${size}. ${chance.pick(conditions)} ${chance.pick(provenances)}`,
    startingPrice,
    ...(chance.below(4) === 0 && { reserve: Math.round(startingPrice * 1.5) }),
  }
}
