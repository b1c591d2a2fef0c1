import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { datesOfMoving, isOfArrival } from '../english/departures.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { type Lateness, latenessOf, latenessOfField, latenessOfMetric } from '../lateness.ts';
import { functionSaid, takeDays } from './durations.ts';
import { dateAt } from './named-dates.ts';
import { lowerOf, pass, problem, type State } from './state.ts';

/** "the longest delay, in days", "by how many days are the late ones late": by the two dates that the model calls late by. */
export function takeDelay(state: State): void {
  const noun = nounOf(state);
  const said = state.chunks[noun];
  if (!said || state.draft.measures.length > 0) return;
  const pair = latenessOf(state.catalogue);
  const found = pair && functionSaid(state, noun);
  if (!pair || !found) {
    if (said.kind !== 'unknown') return;
    problem(state, said, `Say between which two dates: ${namesOfDates(state)}.`);
    pass(state, noun, noun + 1);
    return;
  }
  const due = dueAt(state, noun, pair);
  if (due === 'other') return;
  const lates = state.chunks.flatMap((c, at) => (isLate(state, c, pair) ? [at] : []));
  const ofThose = lates.filter(at => state.chunks[at - 1] !== said);
  if (ofThose.length === 0 && found.function !== 'MAX') {
    problem(state, said, reasons.lateOnesAll);
    pass(state, noun, noun + 1);
    return;
  }
  for (const at of lates) takeLate(state, at, pair, ofThose.includes(at));
  if (due) pass(state, due.start, due.end);
  const by = state.chunks[noun - 2];
  if (by && lowerOf(state, by) === 'by') pass(state, noun - 2, noun - 1);
  passArrival(state, pair.late);
  takeDays(state, noun, { ...found, from: pair.due, until: pair.late, end: noun + 1 });
}

/** "delay", where nothing in the model is called so, else the days of "by how many days" and "how many days past". */
function nounOf(state: State): number {
  const { chunks } = state;
  const delay = chunks.findIndex(c => c.kind === 'unknown' && /^delays?$/.test(lowerOf(state, c)));
  if (delay >= 0) return delay;
  return chunks.findIndex(
    (c, at) =>
      c.kind === 'grain' &&
      c.grain === 'day' &&
      lowerOf(state, chunks[at - 1]) === 'how many' &&
      (lowerOf(state, chunks[at - 2]) === 'by' ||
        isPast(state, at + 1) ||
        /^late$/.test(lowerOf(state, chunks[at + 1]))),
  );
}

const isPast = (state: State, at: number): boolean =>
  /^(past|after|beyond|over|behind|following|miss|missed)$/.test(lowerOf(state, state.chunks[at]));

/** "past the promised date", "did they miss the due date", behind the noun: the date that the model says too, or another one. */
function dueAt(state: State, noun: number, { due }: Lateness) {
  const start = state.chunks.findIndex((_, at) => at > noun && isPast(state, at));
  const named = start < 0 ? undefined : dateAt(state, start + 1);
  if (start < 0) return undefined;
  return named?.field === due ? { start, end: named.end } : 'other';
}

/** Whether a chunk says of things that they are late, in the sense of the model. */
export function isLate(state: State, chunk: Chunk, pair: Lateness): boolean {
  if (chunk.kind === 'unknown') return /^(late|delayed|overdue)$/.test(lowerOf(state, chunk));
  return isLateMetric(state, chunk, pair) || isLateValue(state, chunk, pair);
}

const isLateMetric = ({ catalogue }: State, chunk: Chunk, pair: Lateness): boolean =>
  candidatesOf(chunk, 'metric').some(c => c.weight >= 0.9 && latenessOfMetric(catalogue, c.metric)?.late === pair.late);

const isLateValue = (state: State, chunk: Chunk, pair: Lateness): boolean =>
  /\b(late|delayed|overdue)\b/.test(lowerOf(state, chunk)) &&
  candidatesOf(chunk, 'value').some(
    c => c.weight >= 0.9 && latenessOfField(state.catalogue, c.field)?.late === pair.late,
  );

/** Where it is no value that filters by itself, the two dates are compared. */
function takeLate(state: State, at: number, { late, due }: Lateness, filters: boolean): void {
  const chunk = state.chunks[at] as Chunk;
  if (filters && candidatesOf(chunk, 'value')[0]) return;
  if (filters) state.draft.comparedFields.push({ field: late, operator: '>', other: due, at });
  pass(state, at, at + 1);
}

/** "how many days past the due date do late lines arrive" */
function passArrival(state: State, late: FieldInfo): void {
  for (const [at, chunk] of state.chunks.entries()) {
    const word = lowerOf(state, chunk);
    if (isOfArrival(word) && datesOfMoving(state.lexicon.verbs, word).includes(late)) pass(state, at, at + 1);
  }
}

const namesOfDates = ({ catalogue }: State): string =>
  [...catalogue.fields.values()]
    .filter(({ kind }) => kind === 'time')
    .slice(0, 8)
    .map(({ label }) => label.toLowerCase())
    .join(', ');
