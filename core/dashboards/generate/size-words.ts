/** Sizes of tiles in words. */

export type Size =
  | 'full'
  | 'half'
  | 'third'
  | 'quarter'
  | 'twoThirds'
  | 'large'
  | 'small'
  | 'wide'
  | 'narrow'
  | 'tall'
  | 'short';

const sizes: readonly [RegExp, Size][] = [
  [
    /^(?:full[- ]width|the (?:full|whole|entire) width|across (?:the )?(?:whole |full |entire )?(?:page|dashboard|width))$/i,
    'full',
  ],
  [/^(?:half[- ]width|half (?:of )?the width|half|1\/2 (?:of the )?width)$/i, 'half'],
  [/^(?:(?:two[- ]thirds?|2\/3)(?:[- ]width| of the width)?)$/i, 'twoThirds'],
  [/^(?:(?:(?:a |one )?third|1\/3)(?:[- ]width| of the width)?)$/i, 'third'],
  [/^(?:(?:(?:a |one )?quarter|1\/4)(?:[- ]width| of the width))$/i, 'quarter'],
  [/^(?:large|larger|big|bigger|huge)$/i, 'large'],
  [/^(?:small|smaller|tiny)$/i, 'small'],
  [/^(?:wide|wider)$/i, 'wide'],
  [/^(?:narrow|narrower)$/i, 'narrow'],
  [/^(?:tall|taller|higher)$/i, 'tall'],
  [/^(?:short|shorter|lower|flat|flatter)$/i, 'short'],
];

/** Sizes that are parts of the width, which a tile has or has not; the others go by what it is now. */
export const isPart = (size: Size): boolean => ['full', 'half', 'third', 'quarter', 'twoThirds'].includes(size);

export const sizeOf = (text: string | undefined): Size | undefined =>
  text === undefined ? undefined : sizes.find(([pattern]) => pattern.test(text.trim()))?.[1];
