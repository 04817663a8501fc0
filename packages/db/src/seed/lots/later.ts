import type { Piece } from '../consignment.ts'

/** What comes in after the first day, an evening's worth at a time, in this order. */
export const later: readonly Piece[] = [
  {
    title: 'Terrestrial table globe of 1872',
    description:
      'Globe of 305 mm with engraved gores, in a stand of turned beech with a printed horizon, dated 1872. A dent in Siberia with a loss of some villages; the varnish has yellowed evenly. The compass in the foot still finds the north. From a school at Deventer that was closed in 1968.',
    startingPrice: 320,
    reserve: 480,
  },
  {
    title: 'The Golden Horn at dusk, steel engraving',
    description:
      'Steel engraving after a drawing made on the spot, London, 1838, 165 by 240 mm. Coloured by hand, perhaps a generation later. Clean margins of 40 mm and more. In an old frame of maple, one corner open.',
    startingPrice: 45,
  },
  {
    title: 'Barograph in a glazed case',
    description:
      'Barograph with seven capsules, about 1910, under bevelled glass in an oak case of 370 mm with a drawer for the charts. It draws the week without a gap; the clockwork was cleaned two years ago. With 140 used charts, from which the winter of 1928 can be read. Ink pot renewed.',
    startingPrice: 260,
    reserve: 350,
  },
  {
    title: 'Concertina with forty-eight keys',
    description:
      'English concertina, about 1895, with forty-eight keys of bone in rosewood ends and six-fold bellows. In concert pitch; three reeds are slow to speak in damp weather. Straps renewed. In its hexagonal case, which has lost its lock.',
    startingPrice: 540,
  },
  {
    title: 'Skeleton clock under a glass dome',
    description:
      'Skeleton timepiece with one passing strike on the hour, about 1860, 340 mm high with its dome and base. The frame is pierced in the form of a cathedral, with two spires. Chain and fusee in good order. A chip of 6 mm at the rim of the dome, turned to the back.',
    startingPrice: 480,
    reserve: 650,
  },
  {
    title: 'Atlas of a school in Utrecht',
    description:
      'Quarto of twenty-four coloured maps, 1851, in the half cloth of the publisher. Three pupils in turn have written their names and their opinion of geography inside the cover. Spine mended, the map of Java loose; otherwise complete.',
    startingPrice: 55,
  },
  {
    title: 'Walking stick with a telescope in it',
    description:
      'Malacca stick of 890 mm, about 1890, of which the handle unscrews and draws out to a telescope of three brass tubes. The view is bright, with a little dust on the inner lens. Ferrule worn down by honest walking. The silver collar is engraved with initials and a mountain.',
    startingPrice: 140,
  },
  {
    title: 'Map of the post roads, 1786',
    description:
      'Engraved map in sixteen sections on linen, 1786, folding into a slipcase of 190 by 120 mm; opened, 720 by 460 mm. Every post station between Calais and Vienna, with the hours from each to the next. Somebody has pricked a journey to Prague with a pin. The case is rubbed.',
    startingPrice: 180,
    reserve: 240,
  },
  {
    title: 'Owl by moonlight, mezzotint',
    description:
      'Mezzotint, about 1790, 350 by 275 mm, a rich black impression with the moon left almost bare. Trimmed to the plate mark and laid down on old paper at the corners. A scratch of 20 mm in the sky is in the plate and not on the sheet.',
    startingPrice: 220,
  },
  {
    title: 'Hydrometers of an excise officer',
    description:
      'Brass hydrometer with nine weights, a thermometer and an ivory-coloured rule of boxwood, about 1840, in a mahogany case of 215 mm. One weight is a replacement and is marked so. The velvet has been eaten by moths, the brass has not.',
    startingPrice: 95,
  },
  {
    title: 'Zither from the Tyrol',
    description:
      'Zither with five fretted and twenty-seven free strings, about 1880, rosewood on spruce with a border of mother-of-pearl. The back is cracked along the grain and has been glued. Tuning key, a ring for the thumb and a book of forty tunes lie in the case.',
    startingPrice: 70,
  },
  {
    title: 'Wall clock from the Black Forest',
    description:
      'Wooden clock with a painted shield, about 1830, 310 mm high, going for one day and striking on a bell. Roses in the corners; a later hand has touched up two of them. Wooden plates, brass wheels, one weight replaced with a stone by the family that wound it for four generations.',
    startingPrice: 160,
  },
  {
    title: 'Travels in Iceland, two volumes',
    description:
      'Two volumes in octavo, Edinburgh, 1811 and 1812, with eight aquatints and a folding map. Polished calf, one joint started. The plate of the geyser is bound upside down. Book plate of a country library, with its note that the work was lent out once.',
    startingPrice: 380,
    reserve: 450,
  },
  {
    title: 'Ship in a bottle, with four masts',
    description:
      'A four-masted barque before a painted harbour, in a bottle of 280 mm, made about 1900 by a cook on the nitrate run. Two yards have come down and lie on the water. On a cradle of whittled teak with the date and a name in pencil.',
    startingPrice: 65,
  },
  {
    title: 'Chart of the Skagerrak with notes of a pilot',
    description:
      'Chart on blue backing, Copenhagen, 1844, 660 by 980 mm, with corrections and some two hundred soundings in red ink by somebody who knew the ground. Rolled; the edges are frayed and one corner is gone without loss to the chart. Coffee at the Skaw.',
    startingPrice: 130,
  },
  {
    title: 'The four seasons, wood engravings',
    description:
      'Four wood engravings from one hand, about 1925, each 180 by 130 mm on thin Japan paper, signed below in pencil and numbered 11 of 40. Winter has a soft crease in the lower margin. Loose in a folder with a printed list.',
    startingPrice: 210,
  },
  {
    title: 'Galvanometer in a brass case',
    description:
      'Reflecting galvanometer, about 1880, 240 mm high, on three levelling screws, from the test room of a cable station in the Azores. The mirror hangs from a new fibre and swings freely. Case and base relacquered long ago. With its scale and lamp holder.',
    startingPrice: 290,
    reserve: 380,
  },
  {
    title: 'Flute of cocus wood with eight keys',
    description:
      'Transverse flute in four joints, about 1845, cocus wood with eight keys and rings of silver. The head joint has a crack that was pinned and does not leak. Full lower register, a sharp top E. In a case of morocco lined with red velvet.',
    startingPrice: 340,
  },
  {
    title: 'Touch watch with a raised hand',
    description:
      'Silver watch to be read with the fingers, Geneva, about 1825, 52 mm: an arrow on the back is turned until it stops at the hour, where pins stand on the rim. Movement complete and running, some wear to the engine turning. Said to have been carried in the theatre.',
    startingPrice: 620,
    reserve: 800,
  },
  {
    title: 'Album of pressed seaweeds',
    description:
      'Seventy-two seaweeds floated on paper, gathered in Brittany between 1858 and 1863, in an oblong album of 260 by 350 mm. Each is named in ink with place and tide. Colours fresh, some gum stains; five leaves are blank and wait for somebody.',
    startingPrice: 120,
  },
  {
    title: 'Magic lantern with sixty slides',
    description:
      'Tin lantern with a paraffin lamp, about 1895, 330 mm high, and sixty glass slides in three boxes: fables, a voyage to the pole, and twelve that move by a crank. Four slides are cracked, and the bear has lost his head. Chimney rusted through at one place.',
    startingPrice: 85,
  },
]
