import { isoOf, shift } from '../../plan/instant.ts';
import type { Filter, TimeRange } from '../../plan/schema.ts';
import { resolveTimeRange } from '../../plan/time.ts';
import { isMean } from '../aggregate-functions.ts';
import type { DraftTime } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Clarification, Refusal } from '../refusal.ts';
import { inYear } from '../time/in-year.ts';
import type { TimePhrase } from '../time.ts';
import { boundedYear } from './bounded-year.ts';
import type { BuildContext } from './context.ts';

/** What the stretches of time of a question are together, and what was assumed of each. */

/** Days that may be written day first or month first are asked about; a year said apart joins its month. */
export function settleTimes(context: BuildContext): void {
  const { draft } = context;
  draft.times = draft.times.map(time => ({ ...time, phrase: settleOrder(context, time.phrase) }));
  shareYear(draft);
  const year = draft.times.find(t => t.phrase.unit === 'year' && t.phrase.numbers?.length === 1 && plainly(t));
  const part = draft.times.find(t => t.phrase.assumed !== undefined && t !== year && plainly(t));
  const bounded = year && part && boundedYear(year, part);
  // a year is held against another stretch, unless that one only bounds it
  const sideBySide = draft.compare || draft.growth !== undefined || draft.difference;
  if (!bounded || draft.times.length !== 2 || (sideBySide && part.phrase.range.kind === 'between')) return;
  draft.times = [bounded];
}

/** "due in March and returned in April 2024": the one year that is named holds for both. */
function shareYear(draft: BuildContext['draft']): void {
  const named = draft.times.flatMap(({ phrase: { range, assumed, list } }) =>
    range.kind === 'between' && assumed === undefined && !list ? [Number(range.start.slice(0, 4))] : [],
  );
  const [year] = named;
  if (year === undefined || new Set(named).size > 1) return;
  draft.times = draft.times.map(time =>
    time.phrase.assumed !== undefined && !time.phrase.list && plainRange(time)
      ? { ...time, phrase: { ...inYear(time.phrase, year), assumed: String(year) } }
      : time,
  );
}

const plainRange = (time: DraftTime): boolean => time.phrase.range.kind === 'between' && !time.phrase.points;

const plainly = (time: DraftTime): boolean => time.fields.length === 0 && !time.negated;

function settleOrder(context: BuildContext, phrase: TimePhrase): TimePhrase {
  const { monthFirst, ...dayFirst } = phrase;
  if (!monthFirst) return phrase;
  const choice = context.choices['dates'];
  if (choice === 'day') return dayFirst;
  if (choice === 'month') return monthFirst;
  throw new Clarification(reasons.dayFirstMonth, [
    { label: `Day first: ${daysText(context, dayFirst)}`, choices: { dates: 'day' } },
    { label: `Month first: ${daysText(context, monthFirst)}`, choices: { dates: 'month' } },
  ]);
}

/** The days of a phrase, first and last. */
function daysText(context: BuildContext, phrase: TimePhrase): string {
  const { start, end } = resolveTimeRange(phrase.range, context.now);
  const last = end === undefined ? undefined : isoOf(shift(Date.parse(end), 'day', -1));
  return start === last ? `${start}` : `${start ?? '…'} to ${last ?? '…'}`;
}

/**
 * "revenue by nation compared to 1996": what is compared with it is not said.
 * @throws Refusal
 */
function refuseOneCompared({ times, comparedTo }: BuildContext['draft']): void {
  const [only, ...more] = times;
  const isOne = only && more.length === 0 && !only.phrase.points && !only.phrase.list;
  if (isOne && comparedTo !== undefined && only.at === comparedTo + 1) throw new Refusal(reasons.comparedWithOne);
}

/** Several named periods: each on its own or all together, when the question leaves it open. */
export function askForPeriods(context: BuildContext): void {
  const { draft } = context;
  refuseOneCompared(draft);
  const [time] = draft.times;
  const list = draft.times.length === 1 && !time?.negated ? time?.phrase.list : undefined;
  // "compare 1995, 1996 and 1997": more than two are no pair, and each is on its own
  const many = draft.compare && list !== undefined && list.ranges.length > 2;
  if (!time || !list || list.word === 'or' || draft.growth || draft.difference || draft.share) return;
  if (draft.compare && !many) return;
  if (draft.dimensions.some(d => d.kind === 'time') || draft.subject?.kind === 'time') return;
  const choice = many ? 'each' : (context.choices['periods'] ?? time.periods ?? usualChoice(context, time));
  if (many) draft.compare = false;
  if (choice === 'each' && draft.rank) throw new Refusal(reasons.ranksFirstMay);
  const options = [
    { id: 'each', label: 'Each period on its own' },
    { id: 'all', label: 'All together' },
  ];
  if (choice === undefined)
    throw new Clarification(
      reasons.eachPeriodOwn,
      options.map(({ id, label }) => ({ label, choices: { periods: id } })),
    );
  context.assumptions.push({
    id: 'periods',
    kind: 'range',
    text: choice === 'each' ? reasons.eachPeriodIsOnItsOwn : reasons.periodsTakenTogether,
    chosen: choice,
    choices: options,
  });
  if (choice !== 'each') return;
  if (list.ranges.length === 2) draft.compare = true;
  else if (time.phrase.unit)
    draft.dimensions.push({ kind: 'time', grain: time.phrase.unit, fields: time.fields, at: time.at });
  else throw new Refusal(reasons.onlyTwoPeriodsSet);
}

/**
 * What adds up to nothing is asked of each period, and so are years where it is split anyway; a lone amount, and months
 * that may be a season, can be meant of all together.
 */
function usualChoice({ draft, catalogue }: BuildContext, { phrase }: DraftTime): string | undefined {
  const { rank, having, measures, dimensions, related } = draft;
  if (rank) return 'all';
  if (having.length + related.length > 0 || measures.length === 0) return undefined;
  const isOfEach = measures.every(measure =>
    measure.kind === 'metric'
      ? /AVG\(|MEDIAN\(|\//.test(catalogue.metrics.get(measure.metric)?.text ?? '')
      : measure.kind === 'aggregate' && isMean(measure.function),
  );
  return isOfEach || (dimensions.length > 0 && phrase.unit === 'year') ? 'each' : undefined;
}

/**
 * Stretches of the same date hold together only where one bounds another (since March, before June); two named
 * periods would leave nothing, or not what was meant.
 */
export function checkTogether(context: BuildContext, times: readonly DraftTime[]): void {
  for (const [i, a] of times.entries())
    for (const b of times.slice(i + 1)) {
      const [one, other] = [a, b].map(t => resolveTimeRange(t.phrase.range, context.now));
      const bounds = [a, b].some(t => t.phrase.range.kind === 'since' || t.phrase.range.kind === 'before');
      const overlap =
        (one?.start ?? '') < (other?.end ?? '9999') &&
        (other?.start ?? '') < (one?.end ?? '9999') &&
        a.phrase.range.kind !== b.phrase.range.kind;
      if (!bounds || !overlap || a.phrase.list || b.phrase.list) throw new Refusal(reasons.twoPeriodsNamedNothing);
    }
}

/** A filter for what lies in the stretches of a phrase. */
export function within(context: BuildContext, time: DraftTime, field: string): Filter {
  const { list } = time.phrase;
  if (!list || list.gapless) return { field, period: rangeOf(context, time) };
  noteYear(context, time.phrase);
  return { anyOf: list.ranges.map(period => ({ field, period })) };
}

/** Everything but a stretch. */
export function outside(field: string, range: TimeRange): Filter[] {
  if (range.kind === 'since') return [{ field, period: { kind: 'before', end: range.start } }];
  if (range.kind === 'before') return [{ field, period: { kind: 'since', start: range.end } }];
  if (range.kind === 'between')
    return [
      {
        anyOf: [
          { field, period: { kind: 'before', end: range.start } },
          { field, period: { kind: 'since', start: range.end } },
        ],
      },
    ];
  throw new Refusal(reasons.onlyNamedPeriod);
}

/** The range as said, or the other reading when that was chosen. */
export function rangeOf(context: BuildContext, time: DraftTime): TimeRange {
  const { phrase } = time;
  noteYear(context, phrase);
  const at = context.draft.times.indexOf(time);
  const key = at > 0 ? `range:${at}` : 'range';
  const said = phrase.said === undefined ? rangeText(phrase.range) : phrase.said;
  if (!phrase.other) {
    if (phrase.said !== undefined)
      pushOnce(context, { id: key, kind: 'range', text: `Taken as ${said}.`, chosen: 'said', choices: [] });
    return phrase.range;
  }
  const other = context.choices[key] === 'other';
  pushOnce(context, {
    id: key,
    kind: 'range',
    text: `Taken as ${other ? phrase.other.label : said}.`,
    chosen: other ? 'other' : 'said',
    choices: [
      { id: 'said', label: said },
      { id: 'other', label: phrase.other.label },
    ],
  });
  return other ? phrase.other.range : phrase.range;
}

function noteYear(context: BuildContext, phrase: TimePhrase): void {
  if (phrase.assumed === undefined) return;
  pushOnce(context, {
    id: 'range:year',
    kind: 'range',
    text: `No year was named; ${phrase.assumed} is taken.`,
    chosen: phrase.assumed,
    choices: [],
  });
}

const rangeText = (range: TimeRange): string =>
  range.kind === 'previous'
    ? `the last ${range.count} complete ${range.unit}s`
    : range.kind === 'past'
      ? `the ${range.count} ${range.unit}s up to today`
      : 'said';

const pushOnce = (context: BuildContext, assumption: BuildContext['assumptions'][number]): void => {
  if (!context.assumptions.some(a => a.id === assumption.id)) context.assumptions.push(assumption);
};
