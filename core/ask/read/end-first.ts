import { type Chunk, candidatesOf, namesNumber, namesThings } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { judged, judgeFirst } from './judged-order.ts';
import { lowerOf, pass, type State, textOf } from './state.ts';
import type { PhraseChunk } from './superlative-phrases.ts';

/** Behind the end that is meant: "first", "on top", "at the top". */
const leads = /^(first|(on|at|to|up)( the)? (very )?top)$/;

/**
 * "worst one at the top", "biggest invoiced amount first", "most expensive country on top": an order of all, and not
 * the one at that end. What stands between may be "one", a number, which they are then sorted by, or what the rows are.
 */
export function readEndFirst(state: State, chunk: PhraseChunk): boolean {
  if (chunk.phrase.kind !== 'superlative') return false;
  const end = endOf(state);
  if (!end) return false;
  const { noun, until } = end;
  const { direction } = chunk.phrase;
  const word = lowerOf(state, chunk);
  if (noun && !namesNumberOf(noun)) {
    if (!isSaidBefore(state, noun)) return false;
    pass(state, state.chunks.indexOf(noun), state.chunks.indexOf(noun) + 1);
  }
  pass(state, end.from, until);
  if (noun && namesNumberOf(noun)) {
    state.draft.sort = { by: undefined, direction };
    state.pending.sort = true;
  } else if (judged.test(`${word} first`)) judgeFirst(state, chunk, direction);
  else
    state.draft.sort = {
      by: state.draft.sort?.by,
      direction,
      byDate: /newest|latest|recent|oldest|earliest/.test(word),
    };
  return true;
}

const namesNumberOf = (noun: Chunk): boolean =>
  namesNumber(noun) || candidatesOf(noun, 'field').some(c => c.weight >= 0.9 && c.field.kind === 'number');

/** The noun between, and the chunks that say where the end stands; undefined where it leads nothing. */
function endOf(state: State): { noun: Chunk | undefined; from: number; until: number } | undefined {
  const { chunks, at } = state;
  const behind = /^ones?$/.test(lowerOf(state, chunks[at + 1])) ? at + 2 : at + 1;
  const noun = behind === at + 1 && chunks[behind]?.kind === 'terms' ? chunks[behind] : undefined;
  const from = noun ? behind + 1 : behind;
  for (let until = from + 1; until <= Math.min(from + 4, chunks.length); until++) {
    const said = chunks.slice(from, until).map(c => lowerOf(state, c));
    if (leads.test(said.join(' ')) && closes(chunks[until])) return { noun, from: noun ? from : at + 1, until };
  }
  return undefined;
}

/** The order is the last that is said, or last before a comma, a full stop or "and". */
const closes = (next: Chunk | undefined): boolean =>
  next === undefined || next.kind === 'mark' || next.kind === 'filler' || next.kind === 'phrase';

/** "… by maker, cheapest maker first": the noun says again what was named. */
function isSaidBefore(state: State, noun: Chunk): boolean {
  const said = new Set(state.chunks.slice(0, state.at).flatMap(c => stemsOf(textOf(state, c))));
  const isThing = namesThings(noun) || candidatesOf(noun, 'field').length > 0;
  return isThing && stemsOf(textOf(state, noun)).every(stem => said.has(stem));
}
