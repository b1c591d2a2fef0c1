import type { Chunk } from '../chunks.ts';
import { stemOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "vendor number of vendors with a negative balance", "the numbers of the shipments that are late": what the things are
 * called by is listed, and not how many they are.
 */
export function takeOwnNumbers(state: State): void {
  const { chunks, tokens, lexicon } = state;
  const at = chunks.findIndex(c => /^(number|numbers|no) of\b/.test(lowerOf(state, c)));
  const chunk = chunks[at];
  if (!chunk) return;
  const whole = chunk.end - chunk.start > 2;
  const after = chunks.findIndex((c, i) => i > at && !/^(the|our|all|all the)$/.test(lowerOf(state, c)));
  const things = whole ? chunk : chunks[after];
  const noun = things && tokens[things.end - 1];
  if (!things || !noun || (!whole && things.kind !== 'terms')) return;
  const before = chunks[at - 1];
  const twice = before?.kind === 'terms' && before.end - before.start === 1 && tokens[before.start]?.stem === noun.stem;
  const shown =
    lowerOf(state, chunk).startsWith('numbers') && chunks.slice(0, at).some(c => shows.test(lowerOf(state, c)));
  if (!twice && !shown) return;
  const fields = lexicon
    .lookup([noun.stem, stemOf('number')], false)
    .filter(c => c.kind === 'field' && c.weight >= 0.7);
  const entities = lexicon.lookup([noun.stem], false, [noun.lower]).filter(c => c.kind === 'dataset');
  if (fields.length === 0 || entities.length === 0) return;
  const parts: Chunk[] = [
    { kind: 'terms', start: twice ? before.start : chunk.start, end: chunk.start + 1, candidates: fields },
    { kind: 'filler', start: chunk.start + 1, end: chunk.start + 2 },
    { kind: 'terms', start: things.end - 1, end: things.end, candidates: entities },
  ];
  state.chunks = [...chunks.slice(0, twice ? at - 1 : at), ...parts, ...chunks.slice(chunks.indexOf(things) + 1)];
  state.pending.list = true;
}

const shows = /^(show|list|give|tell|get|need|want)$/;
