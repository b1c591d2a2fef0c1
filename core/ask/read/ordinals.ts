import { isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, pass, type State } from './state.ts';

const ordinalPlace = patterns.ordinalPlace;

const words = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const numbers = 'zero one two three four five six seven eight nine ten'.split(' ');

/** 2 for second and 2nd; undefined for other words, first too: it is the best alone. */
function ordinalOf(word: string): number | undefined {
  const place = words.indexOf(word) > 1 ? words.indexOf(word) : Number(/^(\d{1,3})(?:st|nd|rd|th)$/.exec(word)?.[1]);
  return Number.isInteger(place) && place > 1 ? place : undefined;
}

const placeOf = (word: string): number | undefined => {
  const place = numbers.includes(word) ? numbers.indexOf(word) : /^\d{1,3}$/.test(word) ? Number(word) : Number.NaN;
  return Number.isInteger(place) && place > 0 ? place : undefined;
};

/** "second best region", "which country is number two in sales", "comes third by profit": one place of a ranking. */
export function takeOrdinal(state: State): void {
  const { chunks, draft } = state;
  for (const [at, chunk] of chunks.entries()) {
    const place = ordinalOf(lowerOf(state, chunk));
    const next = chunks[at + 1];
    if (place !== undefined && isPhrase(next, 'superlative', 'top', 'frequent')) {
      draft.nth = place;
      pass(state, at, at + 1);
      return;
    }
  }
  const text = state.tokens.map(token => token.lower).join(' ');
  const match = ordinalPlace.exec(text);
  const place = match && (match[1] === undefined ? ordinalOf(match[2] ?? '') : placeOf(match[1]));
  if (!match || place === undefined || place === null) return;
  const from = text.slice(0, match.index).split(' ').length - 1;
  const to = from + match[0].split(' ').length;
  draft.nth = place;
  draft.rank = { count: undefined, direction: 'DESC', by: undefined, byField: undefined, at: from };
  const first = chunks.findIndex(chunk => chunk.end > from);
  const last = chunks.findLastIndex(chunk => chunk.start < to);
  pass(state, first, last + 1);
}
