import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State } from './state.ts';

const leadsToAverage = patterns.leadsToAverage;

const ofWholeCompany = patterns.ofWholeCompany;

/** The average that something is compared with, as it was said. */
export interface Tail {
  /** `overall`: that of all together was said, which is no mean. */
  readonly said: 'average' | 'overall';
  /** The metric that it is named by. */
  readonly metric?: string;
  /** The things that it is of: the average order. */
  readonly dataset?: string;
  /** All of them were said: the average of all orders. */
  readonly all?: boolean;
  /** Where the number is named, behind the average: "above average revenue". */
  readonly behind?: number;
  readonly end: number;
}

/** "the average", "the company average", "the overall rate", "the average order", "the average order value". */
export function averageFrom(state: State, from: number): Tail | undefined {
  const { chunks } = state;
  let at = from;
  let overall = false;
  while (isQualifier(state, chunks[at])) {
    overall ||= /overall|company|wide|global|total/.test(lowerOf(state, chunks[at]));
    at++;
  }
  const isAverage = isAverageWord(state, chunks[at]);
  if (isAverage) at++;
  const noun = chunks[at];
  if (overall && !isAverage && /^(rate|value|level|figure)$/.test(lowerOf(state, noun)))
    return ended(state, { said: 'overall', end: at + 1 });
  const metric = candidatesOf(noun, 'metric').find(c => c.weight >= 0.9)?.metric;
  const dataset = candidatesOf(noun, 'dataset').find(c => c.weight > 0.9)?.dataset;
  const said = overall && !isAverage ? 'overall' : 'average';
  if (metric !== undefined && (overall || isAverageMetric(state, metric)))
    return ended(state, { said, metric, end: at + 1 });
  if (!isAverage) return undefined;
  // "above the average of all orders"
  const of = chunks[at];
  const things = candidatesOf(chunks[at + 1], 'dataset').find(c => c.weight > 0.9)?.dataset;
  if (isPhrase(of, 'ofTotal') && things !== undefined)
    return ended(state, { said, dataset: things, all: true, end: at + 2 });
  if (noun?.kind === 'terms' && (metric !== undefined || dataset === undefined))
    return at === from + 1 ? ended(state, { said, behind: at, end: at + 1 }) : undefined;
  if (dataset !== undefined) return ended(state, { said, dataset, end: at + 1 });
  return ended(state, { said, end: at });
}

const isQualifier = (state: State, chunk: Chunk | undefined): boolean =>
  /^(filler|unknown|mark)$/.test(chunk?.kind ?? '') &&
  // "company-wide"
  ofWholeCompany.test(lowerOf(state, chunk));

const isAverageWord = (state: State, chunk: Chunk | undefined): boolean =>
  chunk?.kind === 'phrase' && /^(the |an )?(average|mean|avg)$/.test(lowerOf(state, chunk));

const isAverageMetric = ({ catalogue }: State, metric: string): boolean =>
  /^AVG\([^()]*\)$/.test(catalogue.metrics.get(metric)?.text ?? '');

/** Nothing may follow that would make it the average of some of them: "of their region", "by segment". */
function ended(state: State, tail: Tail): Tail | undefined {
  const next = state.chunks[tail.end];
  const ends =
    !next ||
    next.kind === 'mark' ||
    // the average of the same period, where no other is named
    (next.kind === 'time' && state.chunks.filter(({ kind }) => kind === 'time').length === 1) ||
    isPhrase(next, 'count') ||
    (next.kind === 'filler' && leadsToAverage.test(lowerOf(state, next)));
  return ends ? tail : undefined;
}
