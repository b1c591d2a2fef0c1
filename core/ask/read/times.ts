import { type Chunk, candidatesOf } from '../chunks.ts';
import { participle } from '../english/participles.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { grainOf, type TimePhrase } from '../time.ts';
import { applyNumbers } from './comparisons.ts';
import { datesBefore } from './dates-before.ts';
import { readEarlierPeriod } from './earlier-period.ts';
import { isOfToday, readFiscalYear } from './fiscal-years.ts';
import { takeUnit } from './number-units.ts';
import { lowerOf, problem, type State, wordsIn } from './state.ts';
import { readComing } from './still-to-come.ts';
import { isOnlyBefore, leavesOut, periodsSaid, saysBoth } from './time-words.ts';
import { compareYears, countsYearless, isComparedHere, wantsNumber } from './years-as-numbers.ts';

const comparativesOfPeriods = patterns.comparativesOfPeriods;

const againstLast = patterns.againstLast;

/** A time phrase filters by a date: the one named just before it, by noun or verb, else the default one. */
export function readTime(state: State, chunk: Extract<Chunk, { kind: 'time' }>): void {
  const { draft, pending } = state;
  if (readComing(state, chunk) || readFiscalYear(state, chunk) || isOfToday(state, chunk)) return;
  const given = onLastDay(state, chunk.time);
  const time = (draft.difference || draft.compare) && given.reversed ? given.reversed : given;
  if (time.problem !== undefined) {
    problem(state, chunk, time.problem);
    return;
  }
  if (isPartOfName(state, chunk)) {
    problem(state, chunk, reasons.nothingInTheModelHasThisName);
    return;
  }
  if (time.recurring && (pending.group || pending.which || pending.comparator || pending.negation)) {
    problem(state, chunk, reasons.daysWeekMonths);
    return;
  }
  if (readEarlierPeriod(state, chunk) || comparesBefore(state, chunk) || compareYears(state, chunk)) return;
  if (countsYearless(state, chunk)) return;
  settleOver(state, chunk);
  if (readUpTo(state, chunk) || refuseThanIn(state, chunk)) return;
  if (time.numbers && wantsNumber(state, chunk)) {
    takeUnit(state);
    if (time.list) problem(state, chunk, reasons.unclearWhetherThese);
    else applyNumbers(state, time.numbers, chunk);
    return;
  }
  if (pending.comparator && comparesNumbers(state)) {
    pending.comparator = undefined;
    draft.compare = true;
  }
  if (pending.comparator && time.range.kind === 'between' && isComparedHere(state)) {
    compareTime(state, chunk, time.range.start, time.range.end);
    return;
  }
  if (joinsOtherDate(state)) {
    problem(state, chunk, reasons.twoDatesJoined);
    return;
  }
  draft.times.push({
    phrase: time,
    fields: datesBefore(state),
    scope: state.scope,
    negated: leavesOut(state),
    ...(isOnlyBefore(state) ? { only: true } : {}),
    ...(participle.test(state.tokens[chunk.start - 1]?.lower ?? '') ? { ofDeed: true } : {}),
    ...(time.list && saysBoth(state, chunk) ? { both: true } : {}),
    // "both in 2022 and in 2024": in each of them, and not one number for each
    ...(time.list && !saysBoth(state, chunk) && { periods: periodsSaid(state, chunk) }),
    at: state.at,
  });
  if (leavesOut(state)) pending.negation = undefined;
  groupByUnit(state, chunk);
  pending.group = undefined;
}

/** "growth 2025 over 2024": between two periods of one length "over" sets one beside the other, and compares no number. */
function settleOver(state: State, chunk: Extract<Chunk, { kind: 'time' }>): void {
  const { chunks, at, pending, draft } = state;
  const before = chunks[at - 2];
  const over = lowerOf(state, chunks[at - 1]) === 'over';
  if (!over || pending.comparator?.at !== at - 1) return;
  // "progress over the second quarter": a stretch of time is no number, and lies all through it
  if (before?.kind !== 'time' && chunk.time.numbers === undefined) pending.comparator = undefined;
  if (before?.kind !== 'time') return;
  if (before.time.unit === undefined || before.time.unit !== chunk.time.unit) return;
  // "customers with revenue in 2025 over 2000"
  if (!draft.growth && (draft.mentions.length > 0 || draft.subject || draft.dimensions.length > 0)) return;
  pending.comparator = undefined;
  if (!draft.growth) draft.compare = true;
}

/** "up to and including 1995": a stretch of time, and no number that anything is compared with. */
function readUpTo(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const { comparator } = state.pending;
  const { range } = chunk.time;
  const joint = wordsIn(state, (comparator?.at ?? 0) + 1, state.at);
  if (comparator?.operator !== '<=' || range.kind !== 'between' || joint.join(' ') !== 'and including') return false;
  state.pending.comparator = undefined;
  const phrase: TimePhrase = { range: { kind: 'before', end: range.end } };
  state.draft.times.push({ phrase, fields: datesBefore(state), scope: state.scope, negated: false, at: state.at });
  return true;
}

/** "lower than in 1996": the number of that year, which no comparison with a number is. */
function refuseThanIn(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const lead = state.tokens[chunk.start]?.lower ?? '';
  const than = / than$/.test(lowerOf(state, state.chunks[state.pending.comparator?.at ?? -1]));
  if (!than || !/^(in|during|for|of)$/.test(lead) || state.draft.measures.length === 0) return false;
  problem(state, chunk, reasons.sayFromWhen);
  return true;
}

/** "in each year 1992-1997": the unit is grouped by, the stretch is what of. */
function groupByUnit(state: State, chunk: Extract<Chunk, { kind: 'time' }>): void {
  const { draft, pending, tokens } = state;
  const unit = grainOf(tokens[chunk.start]?.lower ?? '');
  const several = chunk.time.list !== undefined || chunk.time.unit !== unit?.grain;
  if (!pending.group?.each || !unit || unit.alone || !several) return;
  draft.dimensions.push({ kind: 'time', grain: unit.grain, fields: draft.times.at(-1)?.fields ?? [], at: state.at });
}

/** "per month with the absolute change from the previous month": each with the one before it. */
function comparesBefore(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const { draft } = state;
  const said = againstLast.exec(lowerOf(state, chunk));
  const grained = draft.dimensions.some(d => d.kind === 'time' && d.grain === said?.[1]);
  if (!said || !grained || !(draft.difference || draft.growth)) return false;
  draft.comparison = 'previousPeriod';
  draft.difference = false;
  draft.growth = undefined;
  return true;
}

/** "on the Weekend Flex": with a capital right before a part of a name, it is a name that the data has not. */
function isPartOfName({ tokens, chunks, at }: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const last = tokens[chunk.end - 1];
  const next = chunks[at + 1];
  const capital = last?.capital === true && /^week ?(end|day)s?$/.test(last.lower) && chunk.end > 1;
  return capital && next?.start === chunk.end && candidatesOf(next, 'value').some(({ partial }) => partial);
}

const levels = patterns.levels;

/** "beds occupied at the end of June": of what is written down day by day or month by month, that of the last day. */
function onLastDay({ chunks, catalogue }: State, time: TimePhrase): TimePhrase {
  if (time.lastDay === undefined) return time;
  const metrics = chunks.flatMap(c => candidatesOf(c, 'metric').filter(m => m.weight >= 0.9));
  const texts = metrics.map(({ metric }) => {
    const info = catalogue.metrics.get(metric);
    const dataset = catalogue.datasets.get(info?.home ?? '');
    if (info?.metric.extension.semiAdditive || dataset?.extension.semiAdditive) return 'snapshot';
    return [info?.metric.description, dataset?.name.replaceAll('_', ' '), dataset?.description].join(' ').toLowerCase();
  });
  return texts.length > 0 && texts.every(text => levels.test(text)) ? { range: time.lastDay, unit: 'day' } : time;
}

/** "was June better than May": their numbers are compared, and not which of them is later. */
const comparesNumbers = (state: State): boolean =>
  comparativesOfPeriods.test(lowerOf(state, state.chunks[state.pending.comparator?.at ?? -1]));

/** "started in 2023 or returned in 2024": an or between two stretches that are no list. */
function joinsOtherDate(state: State): boolean {
  if (state.draft.times.length === 0) return false;
  const from = state.draft.times.at(-1)?.at ?? 0;
  return state.chunks
    .slice(from + 1, state.at)
    .some(chunk => chunk.kind === 'filler' && lowerOf(state, chunk) === 'or');
}

/** "later than 1995": a comparator before a date. */
function compareTime(state: State, chunk: Extract<Chunk, { kind: 'time' }>, start: string, end: string): void {
  const operator = state.pending.comparator?.operator;
  state.pending.comparator = undefined;
  const range =
    operator === '>'
      ? ({ kind: 'since', start: end } as const)
      : operator === '>='
        ? ({ kind: 'since', start } as const)
        : operator === '<'
          ? ({ kind: 'before', end: start } as const)
          : operator === '<='
            ? ({ kind: 'before', end } as const)
            : chunk.time.range;
  state.draft.times.push({
    phrase: { ...chunk.time, range, unit: undefined },
    fields: datesBefore(state),
    scope: state.scope,
    negated: false,
    at: state.at,
  });
}
