import { isPhrase } from '../chunks.ts';
import type { State } from './state.ts';

/** "takings and bookings side by side by gallery": numbers are shown so anyway; values that are listed wait to be parted. */
export function showsNumbers({ draft, chunks, at, ...state }: State): boolean {
  const rest = chunks.slice(at + 1);
  const [next] = rest;
  const grouped = isPhrase(next, 'group');
  const lists = rest.some(c => c.kind !== 'terms' && /^(and|or|&)$/.test(state.tokens[c.start]?.lower ?? ''));
  return draft.measures.length > 1 && draft.measures.at(-1)?.at === at - 1 && grouped && !lists;
}
