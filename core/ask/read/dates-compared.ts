import type { FieldInfo } from '../catalogue.ts';
import type { Chunk, Comparator } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { endOfComparison } from './behind-compared.ts';
import { movedEndingAt } from './moved.ts';
import { dateAt, dateEndingAt, isOfOneRow } from './named-dates.ts';
import { lowerOf, pass, type State, wordsIn } from './state.ts';

const liesOnly = patterns.liesOnly;

/** "lines shipped after their promised date" */
export function takeLaterDate(state: State): void {
  for (let at = 1; at < state.chunks.length; at++) {
    const joint = jointAt(state, at);
    const second = joint && dateAt(state, joint.end);
    const first = second && firstDate(state, at, second.field);
    const end = first && endOfComparison(state, second.end, second.field);
    if (!joint || !first || end === undefined || first.field === second.field) continue;
    if (!isOfOneRow(state, first.field, second.field)) continue;
    state.draft.comparedFields.push({ field: first.field, operator: joint.operator, other: second.field, at });
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
  return dateEndingAt(state, end) ?? movedEndingAt(state, end, second);
}

const isBetween = (state: State, chunk: Chunk | undefined): boolean =>
  chunk !== undefined && (chunk.kind === 'filler' || chunk.kind === 'phrase') && liesOnly.test(lowerOf(state, chunk));
