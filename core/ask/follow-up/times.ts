import { isoOf } from '../../plan/instant.ts';
import type { Filter, PlanInput, TimeRange } from '../../plan/schema.ts';
import { earlier, stretchOf } from '../../plan/time.ts';
import { rangeWords } from '../../plan/words.ts';
import { type BuildContext, wordsOf } from '../build/context.ts';
import { rangeOf, settleTimes, within } from '../build/periods.ts';
import { checkGrain, leftOut, namedDate, noteDate, usualDate } from '../build/time.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { DraftTime } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Clarification, Refusal } from '../refusal.ts';
import { inYear } from '../time/in-year.ts';

type Time = NonNullable<PlanInput['time']>;

/** The date by which the answer is counted: the one that it has, else the usual one of its first number. */
function dateOf(context: BuildContext, plan: PlanInput): FieldInfo {
  const home = context.anchors[0] ?? '';
  const kept =
    plan.time && context.choices['date'] === undefined ? context.catalogue.fields.get(plan.time.field) : undefined;
  const field = kept ?? usualDate(context, home, plan.measures?.[0]?.metric);
  if (!field) throw new Refusal(`${wordsOf(home)} have no date, so they can't be asked for by time.`);
  return field;
}

/** Groups by a period. */
export function withGrain(
  context: BuildContext,
  plan: PlanInput,
  grain: Time['grain'],
  fields: readonly FieldInfo[],
): PlanInput {
  const home = context.anchors[0] ?? '';
  const field = fields.length > 0 ? namedDate(context, fields, home) : dateOf(context, plan);
  if (plan.time?.range && plan.time.field !== field.id) throw new Refusal(reasons.lastAnswerAboutPeriod);
  if (plan.measures?.some(m => m.period)) throw new Refusal(reasons.lastAnswerCompares);
  checkGrain(field, grain, context.draft.times);
  noteDate(context, field, home, fields.length > 0);
  return { ...plan, time: { ...plan.time, field: field.id, grain } };
}

/** "use the ship date instead": the same by another date. */
export function withOtherDate(context: BuildContext, plan: PlanInput): PlanInput | undefined {
  const { draft } = context;
  const asked = [draft.subject, ...draft.dimensions].flatMap(d => (d?.kind === 'field' ? [d.choice] : []));
  const others = draft.measures.length + draft.filters.length + draft.times.length + draft.mentions.length;
  const [choice, ...more] = asked;
  const dates = choice?.options.map(option => option.field).filter(field => field.kind === 'time') ?? [];
  if (!plan.time || !draft.followUp.has('instead') || others > 0 || more.length > 0 || dates.length === 0)
    return undefined;
  const home = context.anchors[0] ?? '';
  const field = namedDate(context, dates, home);
  noteDate(context, field, home, true);
  return { ...plan, time: { ...plan.time, field: field.id } };
}

/** Another period, one more condition on another date, or a period left out. */
export function withTimes(context: BuildContext, plan: PlanInput): PlanInput {
  settleTimes(context);
  const { draft } = context;
  const kept = draft.times.filter(t => !t.negated);
  if (draft.times.length === 0) return plan;
  if (plan.measures?.some(m => m.period)) throw new Refusal(reasons.lastAnswerComparesTwo);
  if (kept.length > 1) throw new Refusal(reasons.nameOnePeriod);
  const [time] = kept;
  const inner = time && withPeriodOfRelated(context, plan, time);
  if (inner) return inner;
  const next = time
    ? withPeriod(context, plan, before(plan, time, context.now) ?? inContext(context, plan, time))
    : plan;
  const negated = draft.times.filter(t => t.negated);
  return negated.reduce((p, t) => withoutPeriod(context, p, t, time), next);
}

/** "leave out 1998", of an answer that is about more than that. */
export function withoutTimes(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft, now } = context;
  const known = plan.time?.range && stretchOf(plan.time.range, now);
  const isAll = ({ phrase }: DraftTime): boolean => {
    const out = stretchOf(phrase.range, now);
    const [first, last] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    return (
      known !== undefined && (out.start ?? first) <= (known.start ?? first) && (known.end ?? last) <= (out.end ?? last)
    );
  };
  if (draft.problems.length > 0) throw new Refusal(draft.problems[0]?.reason ?? '', draft.problems);
  if (draft.filters.length + draft.measures.length + draft.dimensions.length > 0 || draft.times.some(isAll))
    throw new Refusal(reasons.sayAllTime);
  draft.times = draft.times.map(time => ({ ...time, negated: true }));
  return withTimes(context, plan);
}

/** "the previous year" after an answer about 2023 is 2022, whatever year it is now. */
function before(plan: PlanInput, time: DraftTime, now: Date): DraftTime | undefined {
  const range = plan.time?.range;
  if (!time.phrase.back || range?.kind !== 'between' || time.phrase.unit === undefined) return undefined;
  const { start, end } = earlier(stretchOf(range, now), { unit: time.phrase.unit, count: 1 });
  if (start === undefined || end === undefined) return undefined;
  const moved: TimeRange = { kind: 'between', start: isoOf(start), end: isoOf(end) };
  return { ...time, phrase: { range: moved, said: `the ${time.phrase.unit} before that of the last answer` } };
}

/** "in March" after an answer about 2024 is the March of that year. */
function inContext(context: BuildContext, plan: PlanInput, time: DraftTime): DraftTime {
  const year = yearOfRange(rangeNow(plan));
  const { phrase } = time;
  if (year === undefined || !phrase.assumed || phrase.assumed === String(year) || phrase.list) return time;
  if (phrase.range.kind !== 'between') return time;
  context.assumptions.push({
    id: 'range:year',
    kind: 'range',
    text: `No year was named; ${year}, that of the last answer, is taken.`,
    chosen: String(year),
    choices: [],
  });
  return { ...time, phrase: inYear(phrase, year) };
}

const rangeNow = (plan: PlanInput): TimeRange | undefined =>
  plan.time?.range ?? (plan.where ?? []).flatMap(f => ('period' in f ? [f.period] : []))[0];

/** The one calendar year that a range lies in. */
function yearOfRange(range: TimeRange | undefined): number | undefined {
  if (range?.kind !== 'between') return undefined;
  const last = isoOf(Date.parse(range.end) - 1);
  return range.start.slice(0, 4) === last.slice(0, 4) ? Number(last.slice(0, 4)) : undefined;
}

function withPeriod(context: BuildContext, plan: PlanInput, time: DraftTime): PlanInput {
  const home = context.anchors[0] ?? '';
  const field = time.fields.length > 0 ? namedDate(context, time.fields, home) : dateOf(context, plan);
  const date = rowDate(context, plan, time, field);
  checkGrain(date, plan.time?.grain, [time]);
  noteDate(context, date, home, false);
  const filter = within(context, time, date.id);
  if (plan.fields?.length) return { ...plan, where: [...withoutPeriods(plan.where ?? [], date.id), filter] };
  if (plan.time && plan.time.field !== date.id) {
    // another date than the one that is counted by is one more condition
    if (plan.time.grain || plan.time.range) {
      noteBoth(context, plan.time.field, date);
      return { ...plan, where: [...withoutPeriods(plan.where ?? [], date.id), filter] };
    }
  }
  const where = withoutPeriods(plan.where ?? [], date.id);
  const { list } = time.phrase;
  const grain = plan.time?.grain ?? (list && askEach(context, time) ? time.phrase.unit : undefined);
  const base: Time = { field: date.id, ...(grain ? { grain } : {}) };
  if (list && !list.gapless) {
    if (plan.steps?.some(s => s.kind === 'comparison' || s.kind === 'runningTotal' || s.kind === 'movingAverage'))
      throw new Refusal(reasons.saidOneStretch);
    return { ...plan, where: [...where, filter], time: base };
  }
  return { ...plan, where, time: { ...base, range: rangeOf(context, time) } };
}

function noteBoth(context: BuildContext, counted: string, other: FieldInfo): void {
  const label = context.catalogue.fields.get(counted)?.label.toLowerCase() ?? counted;
  context.assumptions.push({
    id: 'date:both',
    kind: 'date',
    text: `Still counted by ${label}, of those with this ${other.label.toLowerCase()}.`,
    chosen: counted,
    choices: [],
  });
}

/** A listing is by the date that it was asked by. */
function rowDate(context: BuildContext, plan: PlanInput, time: DraftTime, field: FieldInfo): FieldInfo {
  if (!plan.fields?.length || time.fields.length > 0) return field;
  const before = (plan.where ?? []).find(f => 'period' in f);
  return (before && 'field' in before ? context.catalogue.fields.get(before.field) : undefined) ?? field;
}

/** Two years without a grouping by year: each on its own, or all together? */
function askEach(context: BuildContext, time: DraftTime): boolean {
  if (time.phrase.list?.word !== 'and' || time.phrase.unit === undefined) return false;
  const choice = context.choices['periods'];
  if (choice !== undefined) return choice === 'each';
  throw new Clarification(reasons.eachPeriodOwn, [
    { label: 'Each period on its own', choices: { periods: 'each' } },
    { label: 'All together', choices: { periods: 'all' } },
  ]);
}

function withoutPeriod(
  context: BuildContext,
  plan: PlanInput,
  time: DraftTime,
  main: DraftTime | undefined,
): PlanInput {
  const home = context.anchors[0] ?? '';
  const field = time.fields.length > 0 ? namedDate(context, time.fields, home) : dateOf(context, plan);
  const whole = main ? time : inContext(context, plan, time);
  noteDate(context, field, home, false);
  return { ...plan, where: [...(plan.where ?? []), ...leftOut(context, whole, main, home, field)] };
}

/** Filters without those that keep rows of some period of a date. */
const withoutPeriods = (where: readonly Filter[], field: string): Filter[] =>
  where.filter(
    f =>
      !('period' in f && f.field === field) &&
      !('anyOf' in f && f.anyOf.every(part => 'period' in part && part.field === field)),
  );

/** "and in 1996?", behind "customers who did not order in 1997": the period of the orders that there are or are not. */
function withPeriodOfRelated(context: BuildContext, plan: PlanInput, time: DraftTime): PlanInput | undefined {
  const { now } = context;
  const all = [...(plan.where ?? []), ...(plan.measures ?? []).flatMap(({ filters = [] }) => filters)];
  const periods = all.flatMap(f => ('related' in f ? f.where : [])).filter(f => 'period' in f);
  const own = plan.time?.range ?? (plan.where ?? []).find(f => 'period' in f);
  const [first] = periods;
  if (!first || own || !('period' in first)) return undefined;
  const isSame = (f: Filter): boolean => JSON.stringify(f) === JSON.stringify(first);
  const named = time.fields.length === 0 || time.fields.some(({ id }) => id === first.field);
  if (!named || !periods.every(isSame) || time.phrase.list || context.draft.times.some(({ negated }) => negated))
    throw new Refusal(reasons.lastAnswerAboutPeriod);
  const period = rangeOf(context, inContext(context, plan, time));
  const moved = (f: Filter): Filter =>
    'related' in f ? { ...f, where: f.where.map(g => (isSame(g) ? { field: first.field, period } : g)) } : f;
  const [then, said] = [rangeWords(first.period, now), rangeWords(period, now)];
  return {
    ...plan,
    where: (plan.where ?? []).map(moved),
    measures: (plan.measures ?? []).map(({ label, filters, ...measure }) => ({
      ...measure,
      ...(filters ? { filters: filters.map(moved) } : {}),
      ...(label === undefined ? {} : { label: label.replace(then, said) }),
    })),
  };
}
