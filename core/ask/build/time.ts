import type { Filter, Plan, TimeRange } from '../../plan/schema.ts';
import { resolveTimeRange } from '../../plan/time.ts';
import type { FieldInfo } from '../catalogue.ts';
import { dateOfActivity, defaultDate, reachableDates } from '../dates.ts';
import type { DraftTime } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Clarification, Refusal } from '../refusal.ts';
import { inYear } from '../time/in-year.ts';
import { nameWords } from '../words.ts';
import { type BuildContext, capital, fullLabel, wordsOf } from './context.ts';
import { type Built, reference } from './measures.ts';
import { checkTogether, outside, rangeOf, within } from './periods.ts';
import { twoPoints } from './points.ts';

/** What a question says of time, as parts of a plan. */
export interface TimePart {
  readonly time: Plan['time'];
  /** Further dates of the question: shipped in 1995 beside ordered in 1994. */
  readonly where: Filter[];
  /** The date field of each built measure, where it differs from the plan's. */
  readonly fields: ReadonlyMap<string, string>;
}

type Grain = NonNullable<NonNullable<Plan['time']>['grain']>;

/** Settles by which date is counted, and says so. */
export function buildTime(
  context: BuildContext,
  built: readonly Built[],
  grain: { grain: Grain; fields: readonly FieldInfo[] } | undefined,
): TimePart {
  const { draft } = context;
  if (draft.times.length === 0 && grain === undefined) return { time: undefined, where: [], fields: new Map() };
  const sideBySide =
    twoPoints(context) !== undefined && (draft.compare || draft.growth !== undefined || draft.difference);
  const named = draft.times.filter(t => !t.negated && !t.phrase.recurring);
  const recurring = draft.times.filter(t => t.phrase.recurring);
  checkSides(context, named, sideBySide);
  const plain = named.slice(0, sideBySide ? 1 : undefined);
  const negated = draft.times.filter(t => t.negated);
  const main = pickMain(plain, grain?.fields ?? []);
  const again = main ? [] : (recurring[0]?.fields ?? []);
  const dated = main?.fields.length ? main.fields : again.length > 0 ? again : (grain?.fields ?? []);
  const home = built[0]?.home ?? context.anchors[0];
  if (home === undefined) throw new Refusal(reasons.clearDatesBelong);
  const { field, explicit } =
    dated.length > 0
      ? { field: namedDate(context, dated, home), explicit: true }
      : { field: usualDate(context, home, built[0]?.metric), explicit: false };
  if (!field) throw new Refusal(`${capital(wordsOf(home))} have no date, so they can't be asked for by time.`);
  const others = dated.length > 0 ? new Map<string, string>() : otherDates(context, built, field);
  noteDate(context, field, home, explicit);
  checkGrain(field, grain?.grain, plain);
  const further = plain.filter(t => t !== main).map(t => ({ time: t, field: dateOf(context, t, home, field).id }));
  const same = further.filter(f => f.field === field.id).map(f => f.time);
  checkTogether(context, main ? [main, ...same] : same);
  const gaps = main && !sideBySide ? gapsOf(context, main, field, others.size > 0) : undefined;
  return {
    time: {
      field: field.id,
      ...(main && !gaps ? { range: rangeOf(context, main) } : {}),
      ...(grain ? { grain: grain.grain } : {}),
    },
    where: [
      ...(gaps ? [gaps] : []),
      ...further.map(f => within(context, f.time, f.field)),
      ...recurring.map(t => comesAgain(context, t, dateOf(context, t, home, field), home)),
      ...negated.flatMap(t => leftOut(context, t, main, home, field)),
    ],
    fields: others,
  };
}

/** "on Sundays", "every December": what a part of the date is, whichever year. */
function comesAgain(context: BuildContext, { phrase }: DraftTime, date: FieldInfo, home: string): Filter {
  const { part, values } = phrase.recurring ?? { part: 'month', values: [] };
  if (context.catalogue.reach(home, date.dataset).kind === 'down')
    throw new Refusal(`${capital(wordsOf(home))} have many such dates; ask for what has one each.`);
  return { expression: `DATE_PART('${part}', ${reference(date)}) IN (${values.join(', ')})` };
}

/** Side by side stand exactly two stretches of the same date. */
function checkSides(context: BuildContext, named: readonly DraftTime[], sideBySide: boolean): void {
  const { draft } = context;
  if (sideBySide && draft.comparison) throw new Refusal(reasons.twoPeriodsSet);
  if (sideBySide || named.length < 2) return;
  if (draft.difference || ((draft.compare || draft.growth) && named.every(t => t.fields.length === 0)))
    throw new Refusal(reasons.onlyTwoPeriods);
}

const finer: readonly string[] = ['hour', 'day', 'week', 'month', 'quarter'];

/** An hour of a day that has none, a week of what is written down once a month, or one window for each period, is not what was asked for. */
export function checkGrain(field: FieldInfo, grain: Grain | undefined, times: readonly DraftTime[]): void {
  const { datatype } = field.field;
  if (grain === 'hour' && datatype !== 'DateTime' && datatype !== 'DateTimeTz')
    throw new Refusal(
      `${field.label} ${datatype === 'Date' ? 'has days but no hours' : 'is not declared to have hours'}, so it can’t be grouped by hour.`,
    );
  const coarsest = nameWords(field.name).find(word => word === 'quarter' || word === 'month');
  if (grain && finer.indexOf(grain) >= 0 && finer.indexOf(grain) < finer.indexOf(coarsest ?? ''))
    throw new Refusal(`${field.label} is one day of each ${coarsest}, so it can’t be grouped by ${grain}.`);
  if (grain !== undefined && times.some(t => t.phrase.rolling)) throw new Refusal(reasons.windowMovesAlong);
}

/** March and May: a filter in place of a range; what needs a range can't be said of it. */
function gapsOf(context: BuildContext, main: DraftTime, field: FieldInfo, several: boolean): Filter | undefined {
  const { draft } = context;
  if (main.phrase.list === undefined || main.phrase.list.gapless) return undefined;
  if (draft.comparison || draft.growth || draft.running || draft.moving !== undefined)
    throw new Refusal(reasons.saidOneStretch);
  if (several) throw new Refusal(reasons.theseNumbersCounted);
  return within(context, main, field.id);
}

/** Of several dates, the one without a verb is the one that is counted by. */
const pickMain = (times: readonly DraftTime[], grainFields: readonly FieldInfo[]): DraftTime | undefined =>
  times.find(t => t.fields.length === 0) ?? times.find(t => grainFields.some(f => t.fields.includes(f))) ?? times[0];

function dateOf(context: BuildContext, time: DraftTime, home: string, usual: FieldInfo): FieldInfo {
  return time.fields.length > 0 ? namedDate(context, time.fields, home) : usual;
}

/** Of the dates that a verb may mean, the nearest; over 1:N only for counts of things. */
export function namedDate(context: BuildContext, fields: readonly FieldInfo[], home: string): FieldInfo {
  const ranked = fields
    .map(field => ({ field, reach: context.catalogue.reach(home, field.dataset) }))
    .filter(({ reach }) => reach.kind !== 'none')
    .sort((a, b) => cost(a.reach) - cost(b.reach));
  const [first, second] = ranked;
  if (!first) throw new Refusal(`${capital(fields[0]?.label ?? 'This date')} is not related to ${wordsOf(home)}.`);
  const chosen = fields.find(f => f.id === context.choices['date']);
  if (chosen) return chosen;
  if (second && cost(second.reach) === cost(first.reach))
    throw new Clarification(
      'Which date do you mean?',
      ranked.slice(0, 4).map(r => ({ label: fullLabel(context, r.field), choices: { date: r.field.id } })),
    );
  return first.field;
}

const cost = (reach: { kind: string; distance?: number }): number =>
  (reach.kind === 'down' ? 100 : 0) + (reach.distance ?? 0);

/** The date that a measure is counted by when none is named, or the one chosen. */
export function usualDate(context: BuildContext, home: string, metric: string | undefined): FieldInfo | undefined {
  const { catalogue, choices } = context;
  const chosen = choices['date'] === undefined ? undefined : catalogue.fields.get(choices['date']);
  if (chosen) return chosen;
  const own = defaultDate(catalogue, home, metric === undefined ? undefined : catalogue.metrics.get(metric));
  const instructed = context.countsOnly ? dateOfActivity(catalogue, home) : undefined;
  if (instructed) return instructed;
  if (own) return own;
  return context.countsOnly ? activityDate(context, home) : undefined;
}

/** Things without a date of their own are counted by what happened to them, when the model names one usual date. */
function activityDate(context: BuildContext, home: string): FieldInfo | undefined {
  const { catalogue } = context;
  for (const dataset of catalogue.datasets.keys()) {
    const reach = catalogue.reach(home, dataset);
    if (reach.kind !== 'down') continue;
    const date = defaultDate(catalogue, dataset);
    if (
      date &&
      catalogue.model.aiContext.instructions !== undefined &&
      /default date|periods? refer/i.test(`${catalogue.model.aiContext.instructions} ${date.field.description ?? ''}`)
    )
      return date;
  }
  return undefined;
}

function otherDates(context: BuildContext, built: readonly Built[], field: FieldInfo): Map<string, string> {
  const others = new Map<string, string>();
  for (const { measure, home, metric } of built) {
    const own = usualDate(context, home, metric);
    if (!own) throw new Refusal(`${capital(wordsOf(home))} have no date, so they can't be asked for by time.`);
    if (own.id !== field.id) others.set(measure.name, own.id);
  }
  return others;
}

/** Says by which date is counted, with the others to choose from. */
export function noteDate(context: BuildContext, field: FieldInfo, home: string, explicit: boolean): void {
  const own = reachableDates(context.catalogue, home);
  // orders that are due: a date of their lines, of which each has many
  const dates = own.includes(field) ? own : [...own, field];
  if (explicit && dates.length < 2) return;
  if (context.assumptions.some(a => a.id === 'date')) return;
  context.assumptions.push({
    id: 'date',
    kind: 'date',
    text: `Counted by ${fullLabel(context, field).toLowerCase()}.`,
    chosen: field.id,
    choices: dates.map(date => ({ id: date.id, label: fullLabel(context, date) })),
  });
}

/** "not in 1997": outside that stretch; of things that have many such dates, none in that stretch. */
export function leftOut(
  context: BuildContext,
  time: DraftTime,
  main: DraftTime | undefined,
  home: string,
  usual: FieldInfo,
): Filter[] {
  const date = dateOf(context, time, home, usual);
  const said = inYearOf(main, time);
  const range = said === time ? rangeOf(context, said) : said.phrase.range;
  if (context.catalogue.reach(home, date.dataset).kind === 'down')
    return [
      {
        related: date.dataset,
        negated: true,
        where: [said.phrase.list ? within(context, said, date.id) : { field: date.id, period: range }],
      },
    ];
  if (main && dateOf(context, main, home, usual).id === date.id) refuseOutsideAnyway(context, main, said);
  return (said.phrase.list?.ranges ?? [range]).flatMap(part => outside(date.id, part));
}

/** "more than 3 orders in 1996 but not in 1997": nothing of 1996 is in 1997, so something else is said not to be. */
function refuseOutsideAnyway(context: BuildContext, main: DraftTime, time: DraftTime): void {
  const [kept, left] = [main, time].map(({ phrase: { range } }) => resolveTimeRange(range, context.now));
  const apart = (kept?.end ?? '9999') <= (left?.start ?? '') || (left?.end ?? '9999') <= (kept?.start ?? '');
  if (apart) throw new Refusal(reasons.twoPeriodsNamed);
}

/** "in 1996 excluding May and June": those of that year; of several years it would be every May, or that of one. */
function inYearOf(main: DraftTime | undefined, time: DraftTime): DraftTime {
  const whole = main?.phrase.range;
  if (!time.phrase.assumed || !main) return time;
  const year = whole?.kind === 'between' ? Number(whole.start.slice(0, 4)) : undefined;
  const { list, ...phrase } = time.phrase;
  const parts = year === undefined ? [] : (list?.ranges ?? [phrase.range]).map(range => inYear({ range }, year).range);
  const isWithin = (part: TimeRange): boolean =>
    whole?.kind === 'between' && part.kind === 'between' && whole.start <= part.start && part.end <= whole.end;
  const ofOne = whole?.kind === 'between' && whole.end <= `${(year ?? 0) + 1}-01-01`;
  const [first] = parts;
  if (!first || !ofOne || !parts.every(isWithin)) throw new Refusal(reasons.sayYearLeft);
  return { ...time, phrase: { ...phrase, range: first, ...(list && { list: { ...list, ranges: parts } }) } };
}
