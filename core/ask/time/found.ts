import type { TimePhrase } from './phrase.ts';
import type { Clock, Point } from './point.ts';

/** A phrase of time at the head of a text. */
export interface FoundPhrase {
  readonly phrase: TimePhrase;
  /** Characters it took. */
  readonly length: number;
}

/** Reads a phrase of time at the head of a text; undefined where there is none. */
export type Rule = (text: string, clock: Clock) => FoundPhrase | undefined;

/** The numbers that points were written as; undefined where one was not written as a number. */
export const numbersOf = (...points: readonly Point[]): readonly number[] | undefined => {
  const numbers = points.map(point => point.number);
  return numbers.every(n => n !== undefined) ? numbers : undefined;
};

/** What a point leaves open goes with the whole. */
export const doubt = (...points: readonly Point[]): Partial<TimePhrase> => {
  const said = points.map(point => point.said).filter(text => text !== undefined);
  return said.length > 0 ? { said: said.join(' and ') } : {};
};
