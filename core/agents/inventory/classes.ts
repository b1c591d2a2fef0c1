export type AbcClass = 'A' | 'B' | 'C';

export interface Valued {
  readonly key: string;
  /** Not negative. */
  readonly value: number;
}

export interface Classified<T extends Valued> {
  readonly item: T;
  /** Of the total value, from 0 to 1. */
  readonly share: number;
  /** With all larger ones. */
  readonly cumulative: number;
  readonly class: AbcClass;
}

/**
 * ABC classes by cumulative value, the largest first: a thing belongs to the class in which its share begins, so that
 * the largest is always an A. Without any value all are C. Source: Dickie 1951, see formulas.ts.
 *
 * @param limits shares of the value that A and B end at, as 0.8 and 0.95
 */
export function abcClasses<T extends Valued>(items: readonly T[], limits: { a: number; b: number }): Classified<T>[] {
  const total = items.reduce((sum, { value }) => sum + value, 0);
  let before = 0;
  return [...items]
    .sort((one, other) => other.value - one.value || (one.key < other.key ? -1 : 1))
    .map(item => {
      const begins = total === 0 ? 1 : before / total;
      before += item.value;
      const share = total === 0 ? 0 : item.value / total;
      const worth = item.value > 0;
      const letter = worth && begins < limits.a ? 'A' : worth && begins < limits.b ? 'B' : 'C';
      return { item, share, cumulative: total === 0 ? 0 : before / total, class: letter };
    });
}
