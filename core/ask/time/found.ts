import type { TimePhrase } from './phrase.ts';
import type { Clock, Point } from './point.ts';

export interface FoundPhrase {
  readonly phrase: TimePhrase;
  /** Characters it took. */
  readonly length: number;
}

export type Rule = (text: string, clock: Clock) => FoundPhrase | undefined;

export const numbersOf = (...points: readonly Point[]): readonly number[] | undefined => {
  const numbers = points.map(point => point.number);
  return numbers.every(n => n !== undefined) ? numbers : undefined;
};

/** What a point leaves open goes with the whole. */
export const doubt = (...points: readonly Point[]): Partial<TimePhrase> => {
  const said = points.map(point => point.said).filter(text => text !== undefined);
  return said.length > 0 ? { said: said.join(' and ') } : {};
};
