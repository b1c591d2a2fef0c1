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
  | 'short'
  /** Columns of the grid. */
  | `${number}/12`;

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
export const isPart = (size: Size): boolean => columnsOf(size) !== undefined;

const parts: Partial<Record<Size, number>> = { full: 12, half: 6, third: 4, quarter: 3, twoThirds: 8 };

/** Columns of the grid that a part of the width is. */
export const columnsOf = (size: Size): number | undefined =>
  parts[size] ?? (size.endsWith('/12') ? Number(size.slice(0, -3)) : undefined);

const inColumns = /^(?:over |across |spanning )?(\d\d?) (?:grid )?columns?(?: wide)?$/i;

export function sizeOf(text: string | undefined): Size | undefined {
  const columns = Number(inColumns.exec(text?.trim() ?? '')?.[1] ?? 0);
  if (columns >= 1 && columns <= 12) return `${columns}/12`;
  return text === undefined ? undefined : sizes.find(([pattern]) => pattern.test(text.trim()))?.[1];
}
