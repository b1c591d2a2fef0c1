import { type Chunk, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State } from './state.ts';

const smallWords = patterns.smallWords;

/** That two things are the same or are not, and the chunks that say it. */
export interface Same {
  readonly operator: '=' | '!=';
  /** "in their own country": the other thing was named before. */
  readonly own: boolean;
  readonly start: number;
  readonly end: number;
}

/** "the same", "not the same", "different", "their own" at a chunk. */
export function sameAt(state: State, at: number): Same | undefined {
  const { chunks } = state;
  const word = lowerOf(state, chunks[at]);
  const own = word === 'own' && /^(their|its|his|her)$/.test(lowerOf(state, chunks[at - 1]));
  const same = /^(the )?(very )?(same|identical)$/.test(word);
  if (!own && !same && !/^(a )?(different|another|differing)$/.test(word)) return undefined;
  let start = own ? at - 1 : at;
  while (isLead(state, chunks[start - 1])) start--;
  const denied = isDenial(chunks[start - 1]);
  if (denied && !same && !own) return undefined;
  return { operator: same || own ? (denied ? '!=' : '=') : '!=', own, start: denied ? start - 1 : start, end: at + 1 };
}

const isLead = (state: State, chunk: Chunk | undefined): boolean =>
  chunk?.kind === 'filler' && smallWords.test(lowerOf(state, chunk));

const isDenial = (chunk: Chunk | undefined): boolean => isPhrase(chunk, 'negation');

/** Where what is said to be the same ends: before "are both", "comes from", "is". */
export function beforeSame(state: State, start: number): number {
  let end = start;
  while (isLink(state, state.chunks[end - 1])) end--;
  return end;
}

const isLink = (state: State, chunk: Chunk | undefined): boolean =>
  chunk?.kind === 'filler' && patterns.sameVerbs.test(lowerOf(state, chunk));
