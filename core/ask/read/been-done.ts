import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { filterByPresence } from './field-filters.ts';
import { lowerOf, type State } from './state.ts';

const perfectDeeds = patterns.perfectDeeds;

const open = /\b(empty|missing|null|blank|none)\b/i;

/**
 * "tickets that have been resolved", where there is a day on which they were: those that have it, whatever became of them
 * since, as a ticket that is closed by now was resolved too. Where no such day may be missing, it is the state.
 */
export function readBeenDone(state: State, chunk: Chunk): boolean {
  const { chunks, at, tokens, lexicon, pending } = state;
  const before = chunks.slice(Math.max(0, at - 3), at).map(c => lowerOf(state, c));
  const isPerfect = perfectDeeds.test(before.join(' '));
  const token = tokens[chunk.start];
  if (!isPerfect || pending.negation === 'without' || !token || chunk.end - chunk.start > 1) return false;
  if (chunks[at + 1]?.kind === 'time' || !/(ed|en|wn|ght|ld|id|nt)$/.test(token.lower)) return false;
  const homes = candidatesOf(chunk, 'value').flatMap(c => (c.weight >= 0.9 && !c.partial ? [c.field.dataset] : []));
  const [date, ...more] = (lexicon.verbs.get(token.stem) ?? []).filter(
    field => homes.includes(field.dataset) && mayMiss(field),
  );
  if (!date || more.length > 0) return false;
  const choice = { options: [{ field: date, weight: 1 }], scope: date.dataset, text: date.label, at };
  filterByPresence(state, choice, pending.negation ? 'isMissing' : 'isPresent', date.dataset);
  pending.negation = undefined;
  return true;
}

const mayMiss = ({ field: { description = '' } }: FieldInfo): boolean => open.test(description);
