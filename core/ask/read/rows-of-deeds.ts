import type { Catalogue } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { termsOf } from '../lexicon/terms.ts';
import { stemOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

const rowsOfEach = new RegExp(lists.rowsOfEach, 'gi');

/** Of what was never done, done so often, or of each of them, the things themselves are meant. */
const ofThings = patterns.saysOfThings;

/**
 * "how many items were lent in May", where the model has "one row per item lent": what was done is counted by its rows,
 * each time an item was lent. Only by the very noun that the model describes the rows with, where no date of the things
 * themselves is said.
 */
export function takeRowsOfDeed(state: State): void {
  if (state.tokens.some(token => ofThings.test(token.lower))) return;
  const dates = datesSaid(state);
  const [rows, ...others] = [...new Set(dates)];
  if (rows === undefined || others.length > 0) return;
  const at = state.chunks.findIndex(chunk => isThingOf(state, chunk, rows));
  const chunk = state.chunks[at];
  if (chunk?.kind !== 'terms' || !isCounted(state, at)) return;
  const named: Chunk = { ...chunk, candidates: [{ kind: 'dataset', dataset: rows, weight: 0.97 }] };
  state.chunks = state.chunks.map(c => (c === chunk ? named : c));
}

/** How many of them, or what they are at the beginning: not "top items", nor "days of items". */
function isCounted(state: State, at: number): boolean {
  const before = state.chunks.slice(0, at).filter(c => !/^(the|all|our|of|total)$/.test(lowerOf(state, c)));
  const last = before.at(-1);
  const counts = isPhrase(last, 'count');
  return before.every(c => c.kind === 'mark' || c.kind === 'filler' || c.kind === 'time') || counts;
}

/** The datasets whose dates are said, by a verb or by name. */
const datesSaid = ({ chunks, tokens, lexicon }: State): string[] =>
  chunks.flatMap(chunk => {
    const fields = candidatesOf(chunk, 'field').filter(({ field, weight }) => field.kind === 'time' && weight >= 0.6);
    const one = chunk.end - chunk.start === 1;
    const verb = (one && lexicon.verbs.get(tokens[chunk.start]?.stem ?? '')) || [];
    const said = fields.length > 0 ? fields.map(({ field }) => field) : verb;
    return said.map(({ dataset }) => dataset);
  });

/** The noun by which the model describes the rows: each is of one of these things that was dealt with. */
function isThingOf({ catalogue, tokens }: State, chunk: Chunk, rows: string): boolean {
  const token = tokens[chunk.end - 1];
  const [thing] = candidatesOf(chunk, 'dataset').filter(c => c.weight > 0.9);
  if (!token || !thing || thing.dataset === rows || catalogue.reach(rows, thing.dataset).kind !== 'up') return false;
  return isOneEachOf(catalogue, rows, token.stem);
}

/** "One row per item lent", "number of items lent": what the rows are, in the words of the model. */
function isOneEachOf(catalogue: Catalogue, rows: string, noun: string): boolean {
  const count = catalogue.countMetric(rows)?.metric;
  const texts = [
    catalogue.datasets.get(rows)?.description ?? '',
    ...(count ? [count.description ?? '', ...termsOf(count)] : []),
  ];
  const said = rowsOfEach;
  const found = texts.flatMap(text => [...text.matchAll(said)]);
  return found.some(([, first = '', next = '']) => stemOf(first.toLowerCase()) === noun && isDone(next));
}

/** "lent": what was done to it, without which the rows would be the things themselves. */
const isDone = (word: string): boolean => /(ed|wn|en|ght|ld|nt|id)$/.test(word);
