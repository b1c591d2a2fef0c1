import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, type Comparator, isPhrase } from '../chunks.ts';
import type { DraftMeasure } from '../draft.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { articled, isAggregate, isLasting, type Span, spanAfter, spanFrom, takesLongest } from './duration-spans.ts';
import { isOfRow } from './named-dates.ts';
import { lowerOf, pass, problem, type State, textOf, wordsIn } from './state.ts';

const asksDuration = patterns.asksDuration;

type Taken = Extract<DraftMeasure, { kind: 'aggregate' }>['function'];

/** The days from one date of a row to another: how many they are, or which rows have so many. */
export function takeDuration(state: State): void {
  const noun = nounOf(state);
  if (noun < 0) return;
  const span = spanFrom(state, noun) ?? spanAfter(state, noun);
  if (!span || span.from === span.until || !isOfRow(state, span.until, span.from)) {
    refuseOneEnd(state, noun);
    return;
  }
  if (takeCondition(state, noun, span)) return;
  const said = state.chunks[noun] as Chunk;
  if (said.kind === 'grain' && said.grain !== 'day') return;
  const found = functionSaid(state, noun);
  if (!found) {
    problem(state, said, reasons.sayDaysAll);
    return;
  }
  takeDays(state, noun, { ...span, ...found });
  for (const [start, end] of span.read) pass(state, start, end);
}

/** "who takes longest to ship": longest since when is not said, and the latest day of it is no answer. */
function refuseOneEnd(state: State, noun: number): void {
  const said = state.chunks[noun + 1];
  const open = /^(the )?\w+ (to|from|until|between)( |$)/.test(wordsIn(state, noun + 1, noun + 4).join(' '));
  if (said && open && takesLongest(state, noun)) problem(state, said, reasons.sayFromDate);
}

/** Days from one date to another, of which something is taken. */
export interface Days {
  readonly from: FieldInfo;
  readonly until: FieldInfo;
  /** Where the words end that say so. */
  readonly end: number;
  readonly function: Taken;
  /** The chunk that says what is taken of them. */
  readonly at: number;
}

/** Asks for the days from one date to another, as said by the words around a noun. */
export function takeDays(state: State, noun: number, { from, until, end, function: taken, at }: Days): void {
  const said = state.chunks[noun] as Chunk;
  const text = textOf(state, { ...said, end: state.chunks[end - 1]?.end ?? said.end });
  state.draft.measures.push({
    kind: 'aggregate',
    function: taken,
    choice: { options: [{ field: until, weight: 1 }], scope: until.dataset, text, at: noun },
    since: from,
    at: noun,
  });
  tellOfOpenEnds(state, [from, until]);
  pass(state, isRankedBy(state, at) ? at - 1 : at, at + 1);
  passUnit(state, noun + 1);
  const lead = state.chunks.slice(0, noun).findLastIndex(c => c.kind !== 'filler');
  pass(state, lead >= 0 && isCount(state.chunks[lead]) ? lead : noun, noun + 1);
  for (const [i, chunk] of state.chunks.entries())
    if (i < end && chunk.kind !== 'mark' && isLasting(state, chunk)) pass(state, i, i + 1);
}

/** "top 3 modes by average time from order to shipment": the order is all that "by" says. */
const isRankedBy = ({ chunks, ...state }: State, at: number): boolean =>
  lowerOf({ chunks, ...state }, chunks[at - 1]) === 'by' && chunks.slice(0, at).some(c => isPhrase(c, 'superlative'));

const openEnded = new RegExp(`\\b(${lists.openEnded})\\b`, 'i');

/** Of loans that are still out there are no days until they came back. */
function tellOfOpenEnds({ draft }: State, dates: readonly FieldInfo[]): void {
  for (const { id, label, field } of dates)
    if (openEnded.test(field.description ?? ''))
      draft.notes.push({ id: `open:${id}`, text: `What has no ${label.toLowerCase()} yet is not counted.` });
}

/** "time, in days, between": the days that it is in anyway. */
function passUnit(state: State, from: number): void {
  const at = state.chunks.findIndex(
    (c, i) => i >= from && c.kind === 'grain' && c.grain === 'day' && lowerOf(state, state.chunks[i - 1]) === 'in',
  );
  if (at > 0) pass(state, at, at + 1);
}

const isCount = (chunk: Chunk | undefined): boolean => isPhrase(chunk, 'count');

const extremes = new RegExp(`^(the )?(${lists.extremes})$`);

/** What is taken of the days: said in words, or the average of what "it takes". */
export function functionSaid(state: State, noun: number): { at: number; function: Taken } | undefined {
  const extreme = extremeBefore(state, noun);
  if (extreme) return extreme;
  const at = state.chunks.findIndex(isAggregate);
  const aggregate = state.chunks[at];
  if (isPhrase(aggregate, 'aggregate')) return { at, function: aggregate.phrase.function };
  // "what is the average number of days": the words between say no more
  const meant = state.chunks.findIndex(c => /^(the average|the mean)$/.test(lowerOf(state, c)));
  if (meant >= 0 && meant < noun && state.chunks.slice(meant + 1, noun).every(c => c.kind === 'filler' || isCount(c)))
    return { at: meant, function: 'AVG' };
  const words = wordsIn(state, noun - 1).join(' ');
  if (!takesLongest(state, noun) && !asksDuration.test(words)) return undefined;
  state.draft.notes.push({ id: 'average-days', text: reasons.howLongTakes });
  return { at: noun, function: 'AVG' };
}

/** "the longest time", "the highest number of days", where nothing is asked for that would be ranked by it. */
function extremeBefore(state: State, noun: number): { at: number; function: 'MIN' | 'MAX' } | undefined {
  const { chunks } = state;
  const between = (c: Chunk) =>
    c.kind === 'filler' || isCount(c) || isLasting(state, c) || (c.kind === 'mark' && c.mark === ',');
  let at = noun - 1;
  while (at >= 0 && between(chunks[at] as Chunk) && !/^(of|by|with)$/.test(lowerOf(state, chunks[at]))) at--;
  const chunk = chunks[at];
  const leads = chunks.slice(0, at).every(c => c.kind === 'filler' || /^what( is| are)?$/.test(lowerOf(state, c)));
  if (!isPhrase(chunk, 'superlative') || !leads) return undefined;
  const word = lowerOf(state, chunk);
  if (/^(the )?worst$/.test(word)) return { at, function: 'MAX' };
  const fn = chunk.phrase.function;
  return fn && extremes.test(word) ? { at, function: fn } : undefined;
}

/** "days", "time", "how long"; "more than 2 weeks" */
function nounOf(state: State): number {
  const { chunks } = state;
  const counted = chunks.findIndex(
    (chunk, at) =>
      chunk.kind === 'grain' && ((chunk.grain === 'day' && !isUnitBehind(state, at)) || isLimit(state, at)),
  );
  if (counted >= 0) return counted;
  const taking = chunks.findIndex((_, at) => takesLongest(state, at));
  if (taking >= 0) return taking;
  return chunks.findIndex(
    (chunk, at) => /^(time|duration|the time|delay)$/.test(lowerOf(state, chunk)) || isHowLong(state, at),
  );
}

/** "how long does it take …? In days.", "the time from order to receipt in days": what it is told in. */
function isUnitBehind(state: State, at: number): boolean {
  const { chunks } = state;
  const joint = lowerOf(state, chunks[at + 1]);
  const asked = chunks
    .slice(0, at)
    .some((c, i) => /^(time|duration|the time)$/.test(lowerOf(state, c)) || isHowLong(state, i));
  return lowerOf(state, chunks[at - 1]) === 'in' && !/^(between|from|after|before|of)$/.test(joint) && asked;
}

const isHowLong = (state: State, at: number): boolean =>
  lowerOf(state, state.chunks[at]) === 'long' && lowerOf(state, state.chunks[at - 1]) === 'how';

const perUnit: Readonly<Record<string, number>> = { day: 1, week: 7 };

/** "more than 25", "within a" before the unit of a time. */
function limitBefore(state: State, noun: number) {
  const { chunks } = state;
  const number = chunks[noun - 1];
  const [value, percent] =
    number?.kind === 'number' ? [number.value, number.percent] : articled(state, number) ? [1, false] : [];
  if (value === undefined || percent) return undefined;
  const before = chunks[noun - 2];
  const operator: Comparator | undefined = isPhrase(before, 'comparator')
    ? before.phrase.operator
    : lowerOf(state, before) === 'within'
      ? '<='
      : undefined;
  return { value, operator };
}

const isLimit = (state: State, at: number): boolean => limitBefore(state, at)?.operator !== undefined;

/** "more than 25 days from shipping to receipt", "within a month of the order" says which rows are meant. */
function takeCondition(state: State, noun: number, { from, until, read }: Span): boolean {
  const limit = limitBefore(state, noun);
  const unit = state.chunks[noun];
  if (!limit || unit?.kind !== 'grain' || limit.operator === '!=') return false;
  const { value, operator = '=' } = limit;
  const days = perUnit[unit.grain];
  if (days === undefined && (operator === '=' || !/^(month|year)$/.test(unit.grain))) return false;
  if (operator === '=' && state.chunks[noun - 1]?.kind !== 'number') return false;
  const start = limit.operator === undefined ? noun - 1 : noun - 2;
  state.draft.comparedFields.push({
    field: until,
    operator,
    other: from,
    at: start,
    ...(days === undefined ? { months: value * (unit.grain === 'year' ? 12 : 1) } : { days: value * days }),
  });
  pass(state, start, noun + 1);
  const verb = state.chunks[start - 1];
  if (verb && isLasting(state, verb)) pass(state, start - 1, start);
  for (const [first, end] of read) pass(state, first, end);
  return true;
}
