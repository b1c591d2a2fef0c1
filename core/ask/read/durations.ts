import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, type Comparator, candidatesOf, namesThings } from '../chunks.ts';
import { dateAt, dateEndingAt, isOfRow } from './named-dates.ts';
import { lowerOf, pass, problem, type State, textOf } from './state.ts';

/** The days from one date of a row to another: how many they are, or which rows have so many. */
export function takeDuration(state: State): void {
  const noun = nounOf(state);
  if (noun < 0) return;
  const span = spanFrom(state, noun) ?? spanAfter(state, noun);
  if (!span || span.from === span.until || !isOfRow(state, span.until, span.from)) return;
  if (takeCondition(state, noun, span)) return;
  const extreme = extremeBefore(state, noun);
  const at = extreme?.at ?? state.chunks.findIndex(isAggregate);
  const aggregate = state.chunks[at];
  const said = state.chunks[noun] as Chunk;
  const plain = aggregate?.kind === 'phrase' && aggregate.phrase.kind === 'aggregate' ? aggregate.phrase : undefined;
  const taken = extreme?.function ?? plain?.function;
  if (taken === undefined) {
    problem(state, said, 'Say which days of all: the average, the highest …');
    return;
  }
  const text = textOf(state, { ...said, end: state.chunks[span.end - 1]?.end ?? said.end });
  state.draft.measures.push({
    kind: 'aggregate',
    function: taken,
    choice: { options: [{ field: span.until, weight: 1 }], scope: span.until.dataset, text, at: noun },
    since: span.from,
    at: noun,
  });
  pass(state, at, at + 1);
  passUnit(state, noun + 1);
  const lead = state.chunks.slice(0, noun).findLastIndex(c => c.kind !== 'filler');
  pass(state, lead >= 0 && isCount(state.chunks[lead]) ? lead : noun, noun + 1);
  const taking = state.chunks.findIndex(chunk => isTaking(state, chunk));
  if (taking > noun) pass(state, taking, taking + 1);
  for (const [start, end] of span.read) pass(state, start, end);
}

/** "time, in days, between": the days that it is in anyway. */
function passUnit(state: State, from: number): void {
  const at = state.chunks.findIndex(
    (c, i) => i >= from && c.kind === 'grain' && c.grain === 'day' && lowerOf(state, state.chunks[i - 1]) === 'in',
  );
  if (at > 0) pass(state, at, at + 1);
}

interface Span {
  readonly from: FieldInfo;
  readonly until: FieldInfo;
  /** Where the words end that name it. */
  readonly end: number;
  /** The chunks that name it. */
  readonly read: readonly (readonly [start: number, end: number])[];
}

const isAggregate = (chunk: Chunk): boolean => chunk.kind === 'phrase' && chunk.phrase.kind === 'aggregate';
const isCount = (chunk: Chunk | undefined): boolean => chunk?.kind === 'phrase' && chunk.phrase.kind === 'count';

const extremes = /^(the )?(longest|shortest|highest|lowest|largest|smallest|most|least|fewest)$/;

/** "the longest time", "the highest number of days", where nothing is asked for that would be ranked by it. */
function extremeBefore(state: State, noun: number): { at: number; function: 'MIN' | 'MAX' } | undefined {
  const { chunks } = state;
  const at = isCount(chunks[noun - 1]) ? noun - 2 : noun - 1;
  const chunk = chunks[at];
  const leads = chunks.slice(0, at).every(c => c.kind === 'filler' || /^what( is| are)?$/.test(lowerOf(state, c)));
  if (chunk?.kind !== 'phrase' || chunk.phrase.kind !== 'superlative' || !leads) return undefined;
  const fn = chunk.phrase.function;
  return fn && extremes.test(lowerOf(state, chunk)) ? { at, function: fn } : undefined;
}

/** "days", "time", "how long" */
function nounOf(state: State): number {
  const { chunks } = state;
  return chunks.findIndex(
    (chunk, at) =>
      (chunk.kind === 'grain' && chunk.grain === 'day') ||
      /^(time|duration|the time)$/.test(lowerOf(state, chunk)) ||
      (lowerOf(state, chunk) === 'long' && lowerOf(state, chunks[at - 1]) === 'how'),
  );
}

/** "days from shipping to receipt", "days does it take between order and shipment" */
function spanFrom(state: State, noun: number): Span | undefined {
  const { chunks } = state;
  const start = chunks.findIndex((c, at) => at > noun && !isBeforeSpan(state, c, at));
  if (start < 0 || !isJoint(lowerOf(state, chunks[start]))) return undefined;
  const first = dateAt(state, start + 1);
  const joined = first && /^(and|to|until|till)$/.test(lowerOf(state, chunks[first.end]));
  const second = joined ? dateAt(state, first.end + 1) : undefined;
  if (!first || !second) return undefined;
  const things = chunks.flatMap((c, at) => (at > noun && at < start && isThing(c) ? [[at, at + 1] as const] : []));
  const own = things.every(([at]) =>
    candidatesOf(chunks[at], 'dataset').some(({ dataset }) => dataset === second.field.dataset),
  );
  if (!own) return undefined;
  return { from: first.field, until: second.field, end: second.end, read: [[start, second.end], ...things] };
}

/** "days does a line take on average", "time, in days," */
function isBeforeSpan(state: State, chunk: Chunk, at: number): boolean {
  if (chunk.kind === 'filler') return !isJoint(lowerOf(state, chunk));
  if (chunk.kind === 'mark') return chunk.mark === ',';
  if (chunk.kind === 'grain') return chunk.grain === 'day' && lowerOf(state, state.chunks[at - 1]) === 'in';
  return isAggregate(chunk) || isTaking(state, chunk) || isThing(chunk);
}

const isThing = (chunk: Chunk): boolean => namesThings(chunk);

const isJoint = (word: string): boolean => /^(between|from|between the|from the)$/.test(word);
const isTaking = (state: State, chunk: Chunk): boolean => /^(elapses?|pass(es)?|lapses?)$/.test(lowerOf(state, chunk));

/** "days after the order do lines ship", "shipped more than 9 days after the order" */
function spanAfter(state: State, noun: number): Span | undefined {
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
  const number = chunks[noun - 1]?.kind === 'number' ? noun - 1 : noun;
  for (let at = number; at > 0 && at > number - 4; at--) {
    const other = dateEndingAt(state, at);
    if (other && other.field !== first.field)
      return { ...ordered(other.field), end: first.end, read: [[at - 1, first.end]] };
  }
  return undefined;
}

/** "more than 25 days from shipping to receipt" says which rows are meant. */
function takeCondition(state: State, noun: number, span: Span): boolean {
  const { chunks } = state;
  const number = chunks[noun - 1];
  if (number?.kind !== 'number' || number.percent) return false;
  const before = chunks[noun - 2];
  const operator: Comparator | undefined =
    before?.kind === 'phrase' && before.phrase.kind === 'comparator'
      ? before.phrase.operator
      : lowerOf(state, before) === 'within'
        ? '<='
        : undefined;
  if (operator === '!=') return false;
  state.draft.comparedFields.push({
    field: span.until,
    operator: operator ?? '=',
    other: span.from,
    days: number.value,
  });
  pass(state, operator === undefined ? noun - 1 : noun - 2, noun + 1);
  for (const [start, end] of span.read) pass(state, start, end);
  return true;
}
