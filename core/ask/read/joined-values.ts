import type { Chunk } from '../chunks.ts';
import type { DraftFilter, FilterOptions } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { ownerBehind } from './owners.ts';
import { lowerOf, onlySeparators, problem, type State, textOf, wordsIn } from './state.ts';
import { partsWays } from './ways.ts';

const saysTogether = patterns.saysTogether;

/** "in Asia or in retail": an or between values of different fields. */
export function joinsOther(state: State): boolean {
  const { lastFilter: last } = state;
  if (!last || last.end > state.at) return false;
  const between = state.chunks.slice(last.end, state.at);
  return (
    between.some(chunk => lowerOf(state, chunk) === 'or') &&
    between.every(chunk => chunk.kind === 'filler' || chunk.kind === 'mark' || lowerOf(state, chunk) === 'who')
  );
}

/** "in Asia or in retail": either of the two is enough; what is left out can't be said so. */
export function joinAlternative(state: State, options: FilterOptions, operator: 'in' | 'notIn', chunk: Chunk): void {
  const { draft, lastFilter: last } = state;
  const { filters } = draft;
  if (last?.filter.operator !== 'in' || operator !== 'in' || draft.share || draft.compare || filters.length > 1) {
    problem(state, chunk, reasons.twoDifferentThingsJoined);
    return;
  }
  const other: DraftFilter = {
    options,
    operator,
    scope: ownerBehind(state) ?? last.filter.scope,
    text: textOf(state, chunk),
    at: state.at,
  };
  const filter = { ...last.filter, alternatives: [...(last.filter.alternatives ?? []), other] };
  draft.filters = filters.map(f => (f === last.filter ? filter : f));
  state.lastFilter = { filter, end: state.at + 1 };
}

/** "in Germany and in France together" */
const areSummed = (tokens: State['tokens']): boolean => saysTogether.test(tokens.map(({ lower }) => lower).join(' '));

const areParts = (options: FilterOptions): boolean => options.some(o => o.partial);

/** "small brass": two parts of one value side by side are both in it. */
function keepBoth(state: State, last: DraftFilter, options: FilterOptions, chunk: Chunk): boolean {
  const both = last.options.flatMap(o => {
    const other = options.find(p => p.field.id === o.field.id);
    const values = o.values.filter(value => other?.values.includes(value));
    return values.length > 0 ? [{ ...o, values, partial: true }] : [];
  });
  if (both.length === 0) return false;
  const merged: DraftFilter = { ...last, options: both, text: `${last.text} ${textOf(state, chunk)}` };
  state.draft.filters = state.draft.filters.map(filter => (filter === last ? merged : filter));
  state.lastFilter = { filter: merged, end: state.at + 1 };
  return true;
}

/** "both diabetes and obesity", "diabetes and obesity", "diabetes or obesity" */
function joinedBy(state: State, filter: DraftFilter, from: number): DraftFilter['joined'] {
  if (filter.joined) return filter.joined;
  if (!state.chunks.slice(from, state.at).some(c => lowerOf(state, c) === 'and')) return undefined;
  const lead = state.chunks.slice(0, filter.at).findLast(c => !/^(an?|the)$/.test(lowerOf(state, c)));
  return lowerOf(state, lead) === 'both' ? 'both' : 'and';
}

const isFirst = ({ options: [option] }: DraftFilter): boolean => option?.values.length === 1;

/** "in Asia and in Europe": the preposition was said again, so the two are asked for one beside the other. */
function isLedApart({ chunks, tokens, at }: State, first: number): boolean {
  const [start, before] = [chunks[at]?.start ?? 0, chunks[first]?.start ?? 0];
  const led = tokens[before - 1]?.lower ?? '';
  const again = tokens[start - 1]?.lower === led && /^(and|&)$/.test(tokens[start - 2]?.lower ?? '');
  return again && /^(in|from|for|on|by|at|to|with|via)$/.test(led);
}

/** "in the shops, Oslo and Bergen": some of those that a part of a name stood for say which of them are meant. */
function together(one: FilterOptions[number], other: FilterOptions[number]): FilterOptions[number]['values'] {
  const narrower = other.values.length < one.values.length && other.values.every(value => one.values.includes(value));
  return one.partial && narrower ? other.values : [...new Set([...one.values, ...other.values])];
}

/** What was said one by one of what is one filter. */
export const piecesOf = ({ pieces, text, options }: DraftFilter): NonNullable<DraftFilter['pieces']> =>
  pieces ?? [{ text, options }];

/** France, Germany and Spain: one filter. */
export function extendList(state: State, options: FilterOptions, operator: 'in' | 'notIn', chunk: Chunk): boolean {
  const last = state.lastFilter;
  if (!last || last.end >= state.at + 1) return false;
  if (!onlySeparators(state, last.end, state.at)) return false;
  // "guests from Spain in Portugal": two places, and no list of them
  const joint = wordsIn(state, last.end, state.at);
  if (
    joint.length > 0 &&
    joint.every(word => /^(in|at|from|to|of|by|the)$/.test(word)) &&
    last.filter.operator === operator
  )
    return false;
  const sameSign = last.filter.operator === operator || (last.filter.operator === 'notIn' && operator === 'in');
  const shared = last.filter.options.flatMap(o => {
    const other = options.find(p => p.field.id === o.field.id);
    return other ? [{ ...o, values: together(o, other), weight: Math.max(o.weight, other.weight) }] : [];
  });
  if (!sameSign || shared.length === 0 || partsWays(last.filter.options, options)) return false;
  const index = state.draft.filters.indexOf(last.filter);
  if (index < 0) return false;
  if (last.end === state.at && (areParts(last.filter.options) || areParts(options)))
    return keepBoth(state, last.filter, options, chunk);
  const joined = joinedBy(state, last.filter, last.end);
  const text = `${last.filter.text}, ${textOf(state, chunk)}`;
  const apart =
    (last.filter.apart ?? isFirst(last.filter)) && isLedApart(state, last.filter.at) && !areSummed(state.tokens);
  const single = [options, last.filter.single ? [] : last.filter.options].every(all =>
    all.every(o => o.values.length === 1),
  );
  const pieces = [...piecesOf(last.filter), { text: textOf(state, chunk), options }];
  const merged: DraftFilter = { ...last.filter, options: shared, text, joined, apart, single, pieces };
  state.draft.filters[index] = merged;
  state.lastFilter = { filter: merged, end: state.at + 1 };
  state.listed.add(state.at);
  state.pending.negation = undefined;
  return true;
}
