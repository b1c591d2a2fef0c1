import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, isPhrase } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import { nextContent, type State } from './state.ts';

/** "hotels that were never renovated": of the things that have such a date themselves, those where it is missing. */
export function isNeverDone(state: State, field: FieldInfo, chunk: Chunk): boolean {
  const { draft, pending, tokens, catalogue } = state;
  const word = tokens[chunk.start]?.lower ?? '';
  if (pending.negation !== 'not' || field.kind !== 'time' || chunk.end > chunk.start + 1) return false;
  if (!/(ed|en|nt|ght|ld|id|wn|ne|de)$/.test(word) || pending.group || pending.superlative) return false;
  const things =
    draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : draft.subject?.kind === 'field'
        ? draft.subject.choice.options[0]?.field.dataset
        : (draft.mentions[0]?.dataset ?? thingsCounted(catalogue, draft.measures[0]));
  const next = nextContent(state, state.at + 1)?.chunk;
  const ends = next === undefined || next.kind === 'mark' || isPhrase(next, 'group');
  return things === field.dataset && ends;
}
