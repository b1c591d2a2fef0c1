import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { movedAt, movedEndingAt } from './moved.ts';
import { dateAt, dateEndingAt } from './named-dates.ts';
import { lowerOf, type State, wordsIn } from './state.ts';

/** Two dates of which the words say that one is where days begin, and the other where they end. */
export interface Span {
  readonly from: FieldInfo;
  readonly until: FieldInfo;
  /** Where the words end that name it. */
  readonly end: number;
  /** The chunks that name it. */
  readonly read: readonly (readonly [start: number, end: number])[];
}

export const isAggregate = (chunk: Chunk): boolean => isPhrase(chunk, 'aggregate');

const lasting = new RegExp(`^(${lists.lasting})$`);
const longest = new RegExp(`^${lists.takesLongest}( |$)`);
const paces = patterns.pacesOfDurations;
/** Words for something that lasts, or that it does. */
export const isLasting = (state: State, chunk: Chunk): boolean => lasting.test(lowerOf(state, chunk));

export const articled = (state: State, chunk: Chunk | undefined): boolean => /^(a|an)$/.test(lowerOf(state, chunk));

/** "who takes longest from order to shipment", "which is slowest": they are ranked by it. */
export const takesLongest = (state: State, at: number): boolean => longest.test(wordsIn(state, at, at + 4).join(' '));

/** "days from shipping to receipt", "days does it take between order and shipment" */
export function spanFrom(state: State, noun: number): Span | undefined {
  const { chunks } = state;
  const start = chunks.findIndex((c, at) => at > noun && !isBeforeSpan(state, c, at));
  if (start < 0 || !isJoint(lowerOf(state, chunks[start]))) return undefined;
  const first = dateAt(state, start + 1);
  const joined = first && /^(and|to|until|till)$/.test(lowerOf(state, chunks[first.end]));
  const second = joined ? (dateAt(state, first.end + 1) ?? movedAt(state, first.end + 1, first.field)) : undefined;
  if (!first || !second) return undefined;
  const things = chunks.flatMap((c, at) => (at > noun && at < start && namesThings(c) ? [[at, at + 1] as const] : []));
  const own = things.every(([at]) =>
    candidatesOf(chunks[at], 'dataset').some(({ dataset }) => dataset === second.field.dataset),
  );
  if (!own) return undefined;
  return { from: first.field, until: second.field, end: second.end, read: [[start, second.end], ...things] };
}

/** "days does a line take on average", "time, in days, (" */
function isBeforeSpan(state: State, chunk: Chunk, at: number): boolean {
  if (chunk.kind === 'filler') return !isJoint(lowerOf(state, chunk));
  if (chunk.kind === 'mark') return /^[,(:]$/.test(chunk.mark);
  if (chunk.kind === 'grain') return chunk.grain === 'day' && lowerOf(state, state.chunks[at - 1]) === 'in';
  return isAggregate(chunk) || paces.test(lowerOf(state, chunk)) || isLasting(state, chunk) || namesThings(chunk);
}

const isJoint = (word: string): boolean => /^(between|from|between the|from the)$/.test(word);

/** "days after the order do lines ship", "shipped more than 9 days after the order" */
export function spanAfter(state: State, noun: number): Span | undefined {
  const { chunks } = state;
  const joint = /^(after|before|past|of|following)$/.exec(lowerOf(state, chunks[noun + 1]))?.[1];
  const first = joint === undefined ? undefined : dateAt(state, noun + 2);
  if (!first) return undefined;
  const ordered = (other: FieldInfo) =>
    joint === 'before' ? { from: other, until: first.field } : { from: first.field, until: other };
  for (let at = first.end; at < chunks.length; at++) {
    const other = dateEndingAt(state, at + 1);
    if (other && other.field !== first.field)
      return {
        ...ordered(other.field),
        end: at + 1,
        read: [
          [noun + 1, first.end],
          [at, at + 1],
        ],
      };
  }
  const counted = chunks[noun - 1]?.kind === 'number' || articled(state, chunks[noun - 1]);
  const number = counted ? noun - 1 : noun;
  for (let at = number; at > 0 && at > number - 4; at--) {
    const other = dateEndingAt(state, at) ?? movedEndingAt(state, at, first.field);
    if (other && other.field !== first.field)
      return { ...ordered(other.field), end: first.end, read: [[other.start, first.end]] };
  }
  return undefined;
}
