import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import type { FilterOptions } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { isEnd, type Way, wayOfPreposition } from '../english/ways.ts';
import { stemsOf } from '../words.ts';
import { readLeaving } from './departures.ts';
import { ownerBehind } from './owners.ts';
import { lowerOf, nextContent, problem, pushVerb, type State } from './state.ts';
import type { PhraseChunk } from './superlative-phrases.ts';

/** "from Oslo to London", "arriving in Oslo": of fields for two ends, the one that is meant. */
export function narrowByWay(state: State, options: FilterOptions, chunk: Chunk): FilterOptions {
  const said = state.pending.way;
  const way = said?.way ?? (ownerBehind(state) ? undefined : wayBefore(state));
  state.pending.way = undefined;
  if (!way) return options;
  const other: Way = way === 'from' ? 'to' : 'from';
  const same = options.filter(o => isEnd(way, wordsAround(state, o.field)));
  const opposite = options.some(o => isEnd(other, wordsAround(state, o.field)));
  if (said && !said.leans && same.length === 0) {
    problem(state, state.chunks[said.at] ?? chunk, reasons.unclearSaysThings);
    return options;
  }
  if (said && !said.leans && same.length > 0) return same;
  // a bare preposition only leans to one end: customers from Norway leave nowhere
  return same.length > 0 && opposite
    ? options.map(o => ({ ...o, weight: o.weight + leanOf(state, o.field, way) }))
    : options;
}

const LEANS = 0.3;

const leanOf = (state: State, field: FieldInfo, way: Way): number => {
  const words = wordsAround(state, field);
  if (isEnd(way, words)) return LEANS;
  return isEnd(way === 'from' ? 'to' : 'from', words) ? -LEANS : 0;
};

const wayBefore = (state: State): Way | undefined => {
  for (let at = state.at - 1; at >= 0 && at >= state.at - 3; at--) {
    const before = state.chunks[at];
    if (before?.kind !== 'filler') return undefined;
    const way = wayOfPreposition(lowerOf(state, before));
    if (way) return way;
    if (/^(in|at|on|for|of|with)$/.test(lowerOf(state, before))) return undefined;
  }
  return undefined;
};

const wordsAround = (state: State, field: FieldInfo): string[] => {
  const dataset = state.catalogue.datasets.get(field.dataset);
  return [field.name, field.label, field.dataset, dataset?.label ?? '', ...(dataset?.aiContext.synonyms ?? [])].flatMap(
    stemsOf,
  );
};

/** "from Oslo to London": one leans to one end, the other to the other. */
export const partsWays = (a: FilterOptions, b: FilterOptions): boolean => {
  const leaning = (options: FilterOptions) => options.filter(o => o.weight > 1).map(o => o.field.id);
  const [first, second] = [leaning(a), leaning(b)];
  return first.length > 0 && second.length > 0 && !first.some(id => second.includes(id));
};

const namesValue = (chunk: Chunk | undefined): boolean =>
  candidatesOf(chunk, 'value').some(v => v.weight >= 0.9 && !v.partial);

/** "departing in 2024" names a date, "departing from Oslo" an end; of neither it says nothing that is understood. */
export function readWay(state: State, chunk: PhraseChunk, way: 'from' | 'to'): void {
  const token = state.tokens[chunk.start];
  const fields = token && state.lexicon.verbs.get(token.stem);
  const next = nextContent(state, state.at + 1)?.chunk;
  if (readLeaving(state, chunk, next)) return;
  // "goods that arrived by mail": how they came, which the value tells
  if (lowerOf(state, state.chunks[state.at + 1]) === 'by' && namesValue(state.chunks[state.at + 2])) return;
  if (fields && (next === undefined || next.kind === 'time' || next.kind === 'grain')) pushVerb(state, chunk, fields);
  else if (next?.kind === 'terms') {
    // "orders out of Norway" leave it no more than orders from there
    const leans = lowerOf(state, chunk) === 'out of';
    state.pending.way = { way, at: state.at, leans };
  } else problem(state, chunk, reasons.unclearSaysThings);
}
