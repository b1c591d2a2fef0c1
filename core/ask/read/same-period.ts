import type { Grain } from '../../semantic/model/types.ts';
import { isPhrase } from '../chunks.ts';
import { endOfComparison } from './behind-compared.ts';
import { dateAt, dateEndingAt, isOfOneRow } from './named-dates.ts';
import { beforeSame, sameAt } from './same-words.ts';
import { lowerOf, pass, type State } from './state.ts';

/** "shipped in the same year they were promised in", "ordered and shipped on the same day". */
export function takeSamePeriod(state: State): void {
  for (let at = 1; at < state.chunks.length; at++) {
    const same = sameAt(state, at);
    const grain = same && grainAt(state, same.end);
    if (!same || !grain || same.own) continue;
    const read = datesAround(state, same.start, same.end + 1);
    if (!read || !isOfOneRow(state, read.field, read.other)) continue;
    const { field, other } = read;
    state.draft.comparedFields.push({ field, operator: same.operator, other, grain });
    pass(state, read.start, read.end);
    return;
  }
}

const grainAt = ({ chunks, ...state }: State, at: number): Grain | undefined => {
  const chunk = chunks[at];
  if (chunk?.kind === 'grain') return chunk.grain;
  return /^dates?$/.test(lowerOf({ chunks, ...state }, chunk)) ? 'day' : undefined;
};

/** The two dates: one before and one behind, or both before, joined by "and". */
function datesAround(state: State, start: number, from: number) {
  const first = dateEndingAt(state, beforeSame(state, start));
  if (!first) return undefined;
  const as = /^(as|that|than|in which|on which|like|when)$/.test(lowerOf(state, state.chunks[from])) ? from + 1 : from;
  const second = dateAt(state, as);
  if (second && second.field !== first.field) {
    const behind = /^(in|on|for|at)$/.test(lowerOf(state, state.chunks[second.end])) && isLast(state, second.end + 1);
    const end = behind ? second.end + 1 : endOfComparison(state, second.end, second.field);
    return end === undefined ? undefined : { field: first.field, other: second.field, start: first.start, end };
  }
  const joined = /^(and|&)$/.test(lowerOf(state, state.chunks[first.start - 1]));
  const before = joined ? dateEndingAt(state, first.start - 1) : undefined;
  const end = before && before.field !== first.field ? endOfComparison(state, from, first.field) : undefined;
  return before && end !== undefined
    ? { field: before.field, other: first.field, start: before.start, end }
    : undefined;
}

/** Nothing more is said there, or something apart. */
const isLast = ({ chunks }: State, at: number): boolean => {
  const chunk = chunks[at];
  return !chunk || chunk.kind === 'mark' || isPhrase(chunk, 'group');
};
