import type { Case, Expression } from '../semantic/expression/nodes.ts';
import type { Band } from './schema.ts';
import { and, binary, column, decimal, integer, text } from './sql.ts';

/** Bands of a number, each with a name of its own. */

/** What the band of a number is called; null where it is in none. */
export const bandOf = (bands: readonly Band[], number: Expression): Case => ({
  kind: 'case',
  branches: bands.map(band => ({ when: isIn(band, number), then: text(band.label) })),
});

/** What a column of names of bands is ordered by: their place in the plan. */
export const bandOrder = (bands: readonly Band[], name: string): Case => ({
  kind: 'case',
  operand: column(undefined, name),
  branches: bands.map(({ label }, place) => ({ when: text(label), then: integer(place + 1) })),
});

const ends = [
  ['from', '>='],
  ['above', '>'],
  ['to', '<='],
  ['below', '<'],
] as const;

const isIn = (band: Band, number: Expression): Expression =>
  and(
    ...ends.flatMap(([end, operator]) => {
      const value = band[end];
      return value === undefined ? [] : [binary(operator, number, decimal(value))];
    }),
  );

/** Whether each band holds numbers, and no two of them hold one or have one name. */
export const areApart = (bands: readonly Band[]): boolean =>
  bands.every(
    (band, i) =>
      ends.some(([end]) => band[end] !== undefined) &&
      !isBelow(band, band) &&
      bands.slice(0, i).every(other => other.label !== band.label && (isBelow(band, other) || isBelow(other, band))),
  );

/** Every number of the one is smaller than every number of the other. */
function isBelow(one: Band, other: Band): boolean {
  const [upper, lower] = [
    Math.min(one.to ?? Number.POSITIVE_INFINITY, one.below ?? Number.POSITIVE_INFINITY),
    Math.max(other.from ?? Number.NEGATIVE_INFINITY, other.above ?? Number.NEGATIVE_INFINITY),
  ];
  return upper < lower || (upper === lower && (one.below === upper || other.above === lower));
}
