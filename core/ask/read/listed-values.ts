import { candidatesOf } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

const by = (state: State, at: number): boolean => /^(by|per)$/.test(lowerOf(state, state.chunks[at]));

/** "by mail or by rail": two values of one field, so the word before each only leads to it. @param at of the first */
export function isListedValue(state: State, at: number): boolean {
  const values = candidatesOf(state.chunks[at], 'value');
  const joined = /^(or|and|,)$/.test(lowerOf(state, state.chunks[at + 1]));
  const next = candidatesOf(state.chunks[by(state, at + 2) ? at + 3 : at + 2], 'value');
  return joined && values.some(value => next.some(other => other.field === value.field));
}

/** The second "by" of such a list. */
export function leadsToListedValue(state: State): boolean {
  const { lastFilter } = state;
  if (!lastFilter || lastFilter.end !== state.at - 1 || !by(state, state.at)) return false;
  if (!isListedValue(state, state.at - 2)) return false;
  state.lastFilter = { ...lastFilter, end: state.at + 1 };
  return true;
}
