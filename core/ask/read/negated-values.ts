import { type Chunk, candidatesOf } from '../chunks.ts';
import type { DraftFilter, FilterOptions } from '../draft.ts';
import { isEnglish } from '../english/dictionary.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State, textOf } from './state.ts';

/** "no specified priority", where the value itself is NOT SPECIFIED: the negation is a part of its name. */
export function isInValue(text: string, options: FilterOptions): boolean {
  const values = options.flatMap(option => option.values);
  return !saysNo(text) && values.length > 0 && values.every(value => saysNo(String(value)));
}

/**
 * "with a priority specified", where the only value that is called so is NOT SPECIFIED: the opposite of what is said.
 * Behind "no priority" it was taken already.
 */
export function isSaidWithoutNo({ draft, pending, ...state }: State, chunk: Chunk, options: FilterOptions): boolean {
  const all = { ...state, draft, pending };
  if (pending.negation || !options.every(({ partial }) => partial) || !isInValue(textOf(all, chunk), options))
    return false;
  const known = draft.filters.some(
    ({ options: [kept], operator }) =>
      operator === 'in' &&
      options.some(({ field, values }) => kept?.field === field && values.every(value => kept.values.includes(value))),
  );
  if (!known) problem(all, chunk, reasons.modelOnlyOpposite);
  return true;
}

/** NOT SPECIFIED, unpaid: but not the United Kingdom, of which nothing is left without its "un". */
const saysNo = (text: string): boolean =>
  (text.toLowerCase().match(/\p{L}+/gu) ?? []).some(
    word =>
      /^(not|no|non|none|nobody|never|without)$/.test(word) || (/^un\p{L}{4}/u.test(word) && isEnglish(word.slice(2))),
  );

/** "without urgent orders": the value says which of the things behind it there are none of. */
export function holdForThings(state: State, filter: DraftFilter): boolean {
  if (state.pending.negation !== 'without') return false;
  const dataset = thingsBehind(state);
  if (dataset === undefined) return false;
  const options = filter.options.filter(({ field }) => state.catalogue.hasOne(dataset, field.dataset));
  if (options.length === 0) return false;
  state.held = [...state.held, { ...filter, options, operator: 'in', scope: dataset }];
  return true;
}

/** The things that follow, other values in between. */
function thingsBehind(state: State): string | undefined {
  for (const chunk of state.chunks.slice(state.at + 1)) {
    if (chunk.kind === 'filler') continue;
    const [dataset] = candidatesOf(chunk, 'dataset').filter(c => c.weight > 0.9);
    if (dataset) return dataset.dataset;
    const [metric] = candidatesOf(chunk, 'metric').filter(c => c.weight > 0.9);
    if (metric) return state.catalogue.metrics.get(metric.metric)?.counts;
    if (candidatesOf(chunk, 'value').length === 0) return undefined;
  }
  return undefined;
}

/** What was held for the things that are now named. */
export function takeHeld(state: State): readonly DraftFilter[] {
  const { held } = state;
  state.held = [];
  return held;
}

/** "customers without orders", "never ordered": no word of its own between the negation and the noun. */
export const isExclusion = (state: State): boolean => {
  const pending = state.pending;
  return (
    pending.negation === 'without' ||
    (pending.negation === 'not' && /never|havent|hasnt|not|didnt/.test(lowerOf(state, lastBefore(state))))
  );
};

/** The chunk before, fillers passed by: "never made a booking". */
const lastBefore = (state: State): Chunk | undefined =>
  state.chunks.slice(0, state.at).findLast(chunk => chunk.kind !== 'filler');

/** "but not from suppliers in China": said of the things of which there should be none, and of nothing else. */
export const isSaidOfNone = ({ draft, chunks, tokens, at }: State): boolean => {
  const none = draft.related.at(-1);
  const led = /^(in|from|of|at)$/.test(tokens[(chunks[at]?.start ?? 0) - 1]?.lower ?? '');
  return led && none?.negated === true && none.at === at - 2 && (none.filters ?? []).length === 0;
};
