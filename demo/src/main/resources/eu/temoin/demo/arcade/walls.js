// @ts-check
/**
 * The walls, ten stones wide. `#` plain stone, `x` already cracked, `G` ringed stone (one blow more), `<` and `>` plain
 * stones that hold the left and the right half of the tile, `.` nothing.
 *
 * They teach in this order: the chain, the stone's shape, the two halves apart, gaps, ringed stones, a long vein, towers
 * that let the ball behind them, and a vault that hides its halves.
 */
export const WALLS = [
  [
    '####x#####',
    '<###xx###>',
    '#####x####',
    '#####x####',
  ],
  [
    '...####...',
    '..##xx##..',
    '..#<xx>#..',
    '.###xx###.',
    '.########.',
  ],
  [
    '#####..xx#',
    '<####..###',
    '####x..x##',
    '###x..####',
    '##x..####>',
    '#xx..#####',
  ],
  [
    '#.#.#.#.#.',
    '.#.x.x.#.#',
    '<.#.#.#.#.',
    '.#.x.x.#.>',
    '#.#.#.#.#.',
  ],
  [
    'GGGG##GGGG',
    '#x######x#',
    '#<x####x>#',
    '##x####x##',
  ],
  [
    'xx########',
    '#xx####<##',
    'G##xx###G#',
    'G####xx#G#',
    '##>####xx#',
  ],
  [
    'GG.####.GG',
    '<#.#xx#.#>',
    '##.#xx#.##',
    '##.#xx#.##',
    '#x.####.x#',
  ],
  [
    '##########',
    '#GGGGGGGG#',
    '#G<xxxx>G#',
    '#G.xxxx.G#',
    '#G......G#',
  ],
];
