import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, isPhrase, namesThings } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { dateAt } from './named-dates.ts';
import { lowerOf, passOver, problem, type State } from './state.ts';

/**
 * "by the day the customer paid", "per month the order was shipped": what was done says of which date the periods are,
 * and neither filters nor groups.
 */
export function dateOfDeed(state: State): readonly FieldInfo[] | undefined {
  const { chunks, at } = state;
  if (lowerOf(state, chunks[at + 1]) !== 'the' && !isDoer(state, chunks[at + 1])) return undefined;
  const who = chunks.findIndex((chunk, i) => i > at && isDoer(state, chunk));
  const verb = chunks.findIndex(
    (chunk, i) => i > who && !/^(has|had|have|was|were|is|did)$/.test(lowerOf(state, chunk)),
  );
  const between = chunks.slice(at + 1, who).every(chunk => /^(the|our|a)$/.test(lowerOf(state, chunk)));
  const chunk = chunks[verb];
  const token = chunk && state.tokens[chunk.start];
  if (who < 0 || !between || !chunk || !token || chunk.end - chunk.start > 1) return undefined;
  if (!/(ed|wn|ght|ld|nt|id|me)$/.test(token.lower)) return undefined;
  const fields = state.lexicon.verbs.get(token.stem);
  if (fields) passOver(state, chunk);
  else problem(state, chunk, reasons.saysDatePeriods);
  return fields;
}

const isDoer = (state: State, chunk: Chunk | undefined): boolean =>
  /^(we|they|it|he|she)$/.test(lowerOf(state, chunk)) || namesThings(chunk);

/** "sorted by the date they joined", "by the day it was opened": the one date that the verb tells, and no date of another. */
export function takeDateTheyDid(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(
    (c, i) => /^(date|day)$/.test(lowerOf(state, c)) && /^(they|it)$/.test(lowerOf(state, chunks[i + 1])),
  );
  const [sorted, by, date] = chunks.slice(at - 2, at + 1);
  const led = isPhrase(by, 'group', 'sort');
  const found = at >= 2 && led ? dateAt(state, at) : undefined;
  const last = found && chunks[found.end - 1];
  if (!found || !last || !date) return;
  // of what is sorted "by the" is no group
  const isSort = isPhrase(sorted, 'sort');
  const candidates = [{ kind: 'field' as const, field: found.field, weight: 1 }];
  state.chunks = [
    ...chunks.slice(0, isSort ? at - 1 : at),
    { kind: 'terms', start: date.start, end: last.end, candidates },
    ...chunks.slice(found.end),
  ];
}
