import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, type Comparator, namesThings } from '../chunks.ts';
import { isOfDeparture, sendingStems } from '../english/departures.ts';
import { endOfComparison } from './behind-compared.ts';
import { dateAt, dateEndingAt, isOfOneRow } from './named-dates.ts';
import { lowerOf, pass, type State, wordsIn } from './state.ts';

/** "lines shipped after their promised date" */
export function takeLaterDate(state: State): void {
  for (let at = 1; at < state.chunks.length; at++) {
    const joint = jointAt(state, at);
    const second = joint && dateAt(state, joint.end);
    const first = second && firstDate(state, at, second.field);
    const end = first && endOfComparison(state, second.end, second.field);
    if (!joint || !first || end === undefined || first.field === second.field) continue;
    if (!isOfOneRow(state, first.field, second.field)) continue;
    state.draft.comparedFields.push({ field: first.field, operator: joint.operator, other: second.field });
    pass(state, first.start, end);
    return;
  }
}

const joints: readonly (readonly [words: RegExp, operator: Comparator])[] = [
  [/^(after|later than|past)$/, '>'],
  [/^(before|earlier than|ahead of|prior to)$/, '<'],
  [/^(on or before|(no|not) later than|not after)$/, '<='],
  [/^(on or after|(no|not) earlier than|not before)$/, '>='],
];

/** What says which of two dates is the later, from a chunk on. */
function jointAt(state: State, at: number): { operator: Comparator; end: number } | undefined {
  for (const length of [3, 2, 1]) {
    const words = wordsIn(state, at, at + length);
    const found = words.length === length && joints.find(([said]) => said.test(words.join(' ')));
    if (found) return { operator: found[1], end: at + length };
  }
  return undefined;
}

interface Named {
  readonly field: FieldInfo;
  readonly start: number;
}

/** The date that is said to be the later or the earlier: a verb or a name of it, or that the things went out. */
function firstDate(state: State, joint: number, second: FieldInfo): Named | undefined {
  let end = joint;
  while (isBetween(state, state.chunks[end - 1])) end--;
  return dateEndingAt(state, end) ?? departureEndingAt(state, end, second);
}

const isBetween = (state: State, chunk: Chunk | undefined): boolean =>
  chunk !== undefined &&
  (chunk.kind === 'filler' || chunk.kind === 'phrase') &&
  /^(is|are|was|were|lies|falls|comes|came|only|even|just|already|that|which)$/.test(lowerOf(state, chunk));

/** "went out", "left the supplier": by the one date of the row that a model calls by a word for sending. */
function departureEndingAt(state: State, end: number, second: FieldInfo): Named | undefined {
  const last = startOfThing(state, end);
  const words = wordsIn(state, 0, last);
  const start = [last - 1, last - 2].find(at => isOfDeparture(words.slice(Math.max(at, 0)).join(' ')));
  const fields = new Set(sendingStems.flatMap(stem => state.lexicon.verbs.get(stem) ?? []));
  const [field, ...more] = [...fields].filter(each => each !== second && isOfOneRow(state, each, second));
  return start !== undefined && field && more.length === 0 ? { field, start } : undefined;
}

/** Where "the supplier" begins that ends at a chunk: what was left; the chunk itself where there is none. */
function startOfThing(state: State, end: number): number {
  const isThing = namesThings(state.chunks[end - 1]);
  if (!isThing) return end;
  return /^(the|their|its|our)$/.test(lowerOf(state, state.chunks[end - 2])) ? end - 2 : end - 1;
}
