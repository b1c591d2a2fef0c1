import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State, wordsIn } from './state.ts';

const auxiliariesOfDates = patterns.auxiliariesOfDates;

/** Each row of the one has a date of the other. */
export const isOfRow = (state: State, field: FieldInfo, other: FieldInfo): boolean =>
  state.catalogue.hasOne(field.dataset, other.dataset);

/** A row of the one has a date of the other. */
export const isOfOneRow = (state: State, field: FieldInfo, other: FieldInfo): boolean =>
  isOfRow(state, field, other) || isOfRow(state, other, field);

/** The one date that a word names, articles before it passed by: "the date they were promised" too. */
export function dateAt(state: State, from: number): { field: FieldInfo; end: number } | undefined {
  const at = afterDateOf(state, from) ?? afterDoer(state, from) ?? afterArticles(state, from);
  const field = dateOf(state, state.chunks[at]);
  // "the promised date", of what the model calls promised
  return field && { field, end: lowerOf(state, state.chunks[at + 1]) === 'date' ? at + 2 : at + 1 };
}

/** "the customer receives it", "we ship it": who does it comes before. */
function afterDoer(state: State, from: number): number | undefined {
  const who = afterArticles(state, from);
  const doer = state.chunks[who];
  if (!namesThings(doer) && !/^(we|they|you|he|she)$/.test(lowerOf(state, doer))) return undefined;
  const at = state.chunks.findIndex((c, i) => i > who && !auxiliariesOfDates.test(lowerOf(state, c)));
  const verb = state.chunks[at];
  return candidatesOf(verb, 'dataset').length === 0 && dateOf(state, verb) ? at : undefined;
}

const afterArticles = (state: State, from: number): number =>
  state.chunks.findIndex((c, i) => i >= from && !/^(the|their|its|a|an)$/.test(lowerOf(state, c)));

const dayOfDeed = patterns.dayOfDeed;

/** "the day on which they were", "they were": the verb of the date comes behind. */
function afterDateOf(state: State, from: number): number | undefined {
  const words = wordsIn(state, from, from + 9);
  const match = dayOfDeed.exec(`${words.join(' ')} `);
  if (!match) return undefined;
  const ends = words.map((_, i) => words.slice(0, i + 1).join(' ').length + 1);
  const at = ends.indexOf(match[0].length);
  return at < 0 ? undefined : from + at + 1;
}

/** The date field that is named just before a chunk index, and where its name begins. */
export function dateEndingAt(state: State, end: number): { field: FieldInfo; start: number } | undefined {
  const field = dateOf(state, state.chunks[end - 1]);
  return field && { field, start: end - 1 };
}

function dateOf(state: State, chunk: Chunk | undefined): FieldInfo | undefined {
  if (chunk?.kind !== 'terms') return undefined;
  const token = chunk.end - chunk.start === 1 ? state.tokens[chunk.start] : undefined;
  const byVerb = token && state.lexicon.verbs.get(token.stem);
  if (byVerb) return byVerb.length === 1 ? byVerb[0] : undefined;
  const [best, next] = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.85);
  const certain = best?.field.kind === 'time' && (next === undefined || next.weight < best.weight);
  const other = chunk.candidates.some(c => c.kind !== 'field' && c.weight >= (best?.weight ?? 0));
  // "the planned visit": a part of a date's name, and of nothing else
  const [only, ...more] = chunk.candidates;
  if (!best && only?.kind === 'field' && only.field.kind === 'time' && more.length === 0) return only.field;
  return certain && !other ? best.field : undefined;
}
