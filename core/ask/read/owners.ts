import { type Chunk, candidatesOf } from '../chunks.ts';
import type { FilterOptions } from '../draft.ts';
import { stemsOf } from '../words.ts';
import { ask, isAskedFor } from './asked.ts';
import { isPlural, lowerOf, passOver, type State, textOf } from './state.ts';

/** "only annual billing": behind the value stands a word of its field's name (billing cycle). */
export function passName(state: State, options: FilterOptions): void {
  const next = state.chunks[state.at + 1];
  const stem = next?.kind === 'terms' && next.end - next.start === 1 ? state.tokens[next.start]?.stem : undefined;
  if (!next || stem === undefined || !options.some(o => stemsOf(o.field.name).includes(stem))) return;
  passOver(state, next);
}

const ownNoun = (chunk: Chunk, dataset: string): boolean =>
  chunk.kind === 'terms' &&
  chunk.candidates.some(
    c => (c.kind === 'dataset' && c.dataset === dataset) || (c.kind === 'field' && c.field.dataset === dataset),
  );

/** "which captain", "captains by flights": the value stands for the things that have it. */
export function askForOwners(state: State, options: FilterOptions, chunk: Chunk): void {
  const { draft } = state;
  const datasets = new Set(options.map(o => o.field.dataset));
  const [dataset] = datasets;
  const next = state.chunks[state.at + 1];
  if (dataset !== undefined && datasets.size === 1 && standsForRows(state, dataset, chunk)) {
    draft.mentions.push({ dataset, at: state.at, text: textOf(state, chunk) });
    return;
  }
  if (dataset === undefined || datasets.size > 1 || (next && ownNoun(next, dataset)) || state.pending.negation) return;
  if (!state.catalogue.nameField(dataset) || options[0]?.field === state.catalogue.nameField(dataset)) return;
  const plural = isPlural(state, chunk);
  const nothingYet = draft.measures.length === 0 && draft.mentions.length === 0 && draft.dimensions.length === 0;
  // "who is in house": no bookings
  const who = lowerOf(state, state.chunks[state.pending.which?.at ?? -1]) === 'who';
  if (who && state.catalogue.nameField(dataset)?.isKey) return;
  if (isAskedFor(state)) ask(state, { kind: 'entity', dataset, at: state.at }, chunk);
  else if (
    plural &&
    nothingYet &&
    draft.subject === undefined &&
    next?.kind === 'phrase' &&
    next.phrase.kind === 'group'
  )
    draft.mentions.push({ dataset, at: state.at, text: textOf(state, chunk) });
}

/** "transfers into university hospitals": the stays that were transfers, and not the hospitals. */
function standsForRows(state: State, dataset: string, chunk: Chunk): boolean {
  const [joint, ...rest] = state.chunks.slice(state.at + 1);
  const plural = isPlural(state, chunk);
  const begins = state.chunks.slice(0, state.at).every(c => c.kind === 'filler');
  const led = joint?.kind === 'filler' && /^(into|to|in|at|from|of|for|by|on)$/.test(lowerOf(state, joint));
  const place = rest.flatMap(c => candidatesOf(c, 'dataset')).find(c => c.weight > 0.9)?.dataset;
  return plural && begins && led && place !== undefined && state.catalogue.reach(dataset, place).kind === 'up';
}

/** "Norwegian customers": the entity behind an adjective is the one it is said of. */
export const ownerBehind = (state: State): string | undefined =>
  candidatesOf(state.chunks[state.at + 1], 'dataset').find(c => c.weight > 0.9)?.dataset;

/** "profit of the stores located in New York", where the stores are a part of a number's name: those that lie there. */
export function ownerLocated(state: State): string | undefined {
  const words = state.tokens.slice(0, state.chunks[state.at]?.start ?? 0);
  const [noun, located, joint] = words.slice(-3);
  if (!/^(in|at|near)$/.test(joint?.lower ?? '') || !/^(located|based|situated)$/.test(located?.lower ?? ''))
    return undefined;
  const [dataset, ...more] = state.lexicon.entities.get(noun?.stem ?? '') ?? [];
  return more.length === 0 ? dataset : undefined;
}
