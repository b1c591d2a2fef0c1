import type { Dimension, Plan, PlanInput, Step } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import { thingsCounted } from '../counted-rows.ts';
import { dateOfActivity, defaultDate } from '../dates.ts';
import type { Draft, DraftDimension, DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { ofPercent } from '../percent-scale.ts';
import { Refusal } from '../refusal.ts';
import { refuseComparedSteps } from './after-steps.ts';
import { averageOfAll } from './average-of-all.ts';
import { countThroughBridge } from './bridged-average.ts';
import { countOfChanged, keptByChange } from './changed.ts';
import { comparedWithAll, rowsOfThings } from './compared-with-all.ts';
import { type BuildContext, capital, datasetsOfMeasure, settleFilter, wordsOf } from './context.ts';
import { refuseContradiction } from './contradictions.ts';
import { countedThrough } from './counted-through.ts';
import { takeDefinedRatio } from './defined-ratio.ts';
import { withEmptyPeriods } from './empty-periods.ts';
import { entityFields } from './entity-fields.ts';
import { dimensionsOf, grainOf } from './groups.ts';
import { counting, periodOfCounted, rankedCount, splitEntityCount } from './kept-and-counted.ts';
import { refuseHistoryOfNow } from './known-for-now.ts';
import { type Built, buildMeasure, countsThings } from './measures.ts';
import { anchorsOf } from './mentions.ts';
import { leaveOutToday } from './of-today.ts';
import { refuseOwnCount } from './own-count.ts';
import { askForPeriods } from './periods.ts';
import { ranked } from './ranking.ts';
import { relatedFilters } from './related.ts';
import { rowsOfBoth } from './rows-of-both.ts';
import { buildShape } from './shapes.ts';
import { settleSharedNouns } from './shared-nouns.ts';
import { shownBeside } from './shown-beside.ts';
import { thingsThatAre } from './things-that-are.ts';
import { groupsThatAre, thoseInGroups } from './those-in-groups.ts';
import { buildTime } from './time.ts';
import { refuseKeptByTime, totalOfKept } from './total-of-kept.ts';
import { datedApart, thoseWithDate, undated } from './undated.ts';

/**
 * The plan of numbers, grouped or not.
 * @throws Refusal where what was read makes no one number
 */
export function buildAggregate(context: BuildContext): PlanInput {
  const { draft } = context;
  if (draft.measures.length === 0 && draft.rank?.by) draft.measures.push(draft.rank.by);
  settleSharedNouns(context);
  refuseComparedSteps(draft);
  refuseHistoryOfNow(context);
  leaveOutToday(context);
  const countsChanged = countOfChanged(draft) ?? draft.periodsCounted?.label;
  numbersOfEach(draft);
  takeDefinedRatio(context);
  totalsPerThing(context);
  countThroughBridge(context);
  refuseAverageOfAverages(context);
  const besides = shownBeside(context);
  const [stray] = besides ? [] : draft.listFields;
  if (stray)
    throw new Refusal(
      `It is not clear what to do with “${stray.text}”: its total, its average, or group by it?`,
      draft.problems,
    );
  if (draft.ledGroup && draft.measures.length === 0) throw new Refusal(reasons.sayNumberAsked, draft.problems);
  askForPeriods(context);
  const through = countedThrough(context);
  context.anchors = [...new Set(anchorsOf(context, through))];
  context.countsOnly =
    draft.measures.length + draft.having.length > 0 &&
    [...draft.measures, ...draft.having.map(h => h.measure)].every(m => countsThings(context, m));
  const built = dedupe(draft.measures.map(measure => buildThrough(context, measure, through.get(measure))));
  const havingMeasures = draft.having.map(h => buildMeasure(context, h.measure));
  const entities = splitEntityCount(context, built);
  const grain = grainOf(context);
  const dimensions = dimensionsOf(context, entities.subject, built, besides);
  refuseOthersGroups(context, dimensions, built);
  refuseOwnCount(context, dimensions, built);
  const settled = draft.filters.map(filter => ({ draft: filter, ...settleFilter(context, filter) }));
  refuseContradiction(context, settled);
  refuseOwnDate(context, settled);
  const kept = averageOfAll(context, settled, entities.subject);
  const { filters } = kept;
  const shown = entities.built;
  const everything = dedupe([...shown, ...havingMeasures]);
  const withoutDate = grain === undefined ? undated(context, everything) : new Set<string>();
  const time = buildTime(
    context,
    everything.filter(({ measure }) => !withoutDate.has(measure.name)),
    grain,
  );
  const shape = buildShape(context, { built: shown, dimensions, filters, time, hasGrain: grain !== undefined });
  const having = draft.having.map((h, i) => ({
    column: h.ofCombined ? combinedOf(shape.steps) : (havingMeasures[i]?.measure.name ?? ''),
    operator: h.operator,
    values: h.ofCombined ? [...h.values] : h.values.map(value => fraction(context, h.measure, value, h.percent)),
    ...comparedWithAll(context, h, {
      dimensions,
      subject: entities.subject,
      hasGrain: grain !== undefined,
      isCounted: entities.counted !== undefined,
    }),
  }));
  const measures = shape.measures;
  for (const [i, { measure }] of havingMeasures.entries())
    if (!draft.having[i]?.ofCombined && !measures.some(m => m.name === measure.name)) measures.push({ ...measure });
  for (const measure of measures) {
    const field = time.fields.get(measure.name);
    if (field) measure.timeField = field;
  }
  const things = thingsThatAre(context, entities.subject, dimensions);
  const apart = withoutDate.size > 0;
  const plan: PlanInput = {
    measures: apart ? datedApart(context, measures, withoutDate, { ...time, time: shape.time }) : measures,
    dimensions: [...dimensions, ...kept.dimensions],
    where: [
      ...shape.where,
      ...rowsOfBoth(context, everything, dimensions),
      ...time.where,
      ...thoseWithDate(context, shown, shape.time),
      ...relatedFilters(context, homeOf(context)),
      ...thoseInGroups(context, everything, dimensions),
      ...rowsOfThings(having, things, dimensions),
    ],
    ...(shape.time && !apart ? { time: shape.time } : {}),
    steps: shape.steps,
    having: [
      ...having,
      ...kept.having,
      ...keptByChange(context, shape),
      ...things,
      ...inSomeBand(dimensions),
      ...groupsThatAre(context, everything, dimensions),
    ],
  };
  if (grain !== undefined) refuseKeptByTime(context);
  const filled = withEmptyPeriods(context, plan);
  if (filled) plan.time = filled;
  const total = grain === undefined ? totalOfKept(context, shown, dimensions) : undefined;
  if (draft.having.length > 0 && dimensions.length === 0 && grain === undefined && !total)
    throw new Refusal(reasons.unclearThingsKept);
  if (countsChanged) plan.summarise = { function: 'count', name: 'number_of_groups', label: countsChanged };
  else if (entities.counted)
    plan.summarise = counting(entities.counted, [
      ...periodOfCounted(context, entities.subject, shape.time),
      ...groupsOf(context, entities.subject, dimensions),
    ]);
  else if (total) plan.summarise = total;
  else if (draft.perPeriod && shape.steps.length === 0 && measures[0])
    plan.summarise = {
      function: 'avg',
      column: measures[0].name,
      name: `average_${measures[0].name}`,
      by: dimensions.map(d => d.name ?? ''),
    };
  if (entities.counted && plan.summarise?.by?.length) return rankedCount(context, plan, entities.counted);
  return ranked(context, plan, dimensions, built, shape.steps, besides);
}

/** What the one number is divided by the other, or without it. */
function combinedOf(steps: readonly Step[]): string {
  const step = steps.find(({ kind }) => kind === 'ratio' || kind === 'difference');
  if (!step) throw new Refusal(reasons.unclearThingsKept);
  return step.name;
}

/** What is in none of the bands was not asked for. */
const inSomeBand = (dimensions: readonly Dimension[]): Plan['having'] =>
  dimensions.flatMap(({ name, bands }) => (bands && name ? [{ column: name, operator: 'isPresent', values: [] }] : []));

/** A number as it is, or over the rows that things are counted through. */
function buildThrough(context: BuildContext, measure: DraftMeasure, over: string | undefined): Built {
  const built = buildMeasure(context, measure);
  return over === undefined ? built : { ...built, measure: { ...built.measure, over }, home: over };
}

/** The groups that were asked for, and not the things that are counted in them. */
function groupsOf(context: BuildContext, counted: DraftDimension | undefined, dimensions: readonly Dimension[]) {
  const own = counted?.kind === 'entity' ? entityFields(context, counted.dataset).map(field => field.id) : [];
  return dimensions.filter(d => !own.includes(d.field)).map(d => d.name ?? '');
}

/** "number of clients whose revenue is over 1M": the number that each is kept by is none that is asked for. */
function numbersOfEach(draft: Draft): void {
  const [counted, ...others] = draft.measures;
  if (!counted || others.length === 0 || draft.dimensions.length > 0 || draft.subject) return;
  if (others.every(other => draft.having.some(({ measure }) => measure === other))) draft.measures = [counted];
}

/** "average quantity per line" is the plain average of lines; per order it is the total over the orders. */
function totalsPerThing(context: BuildContext): void {
  const { draft } = context;
  const { per } = draft;
  if (!per) return;
  const averages = draft.measures.filter(m => m.kind === 'aggregate' && m.function === 'AVG');
  // "mean discount per line", which is that of the lines
  const [only, ...more] = draft.measures;
  const info = only?.kind === 'metric' && more.length === 0 ? context.catalogue.metrics.get(only.metric) : undefined;
  if (info?.home === per.dataset && /^AVG\([^()/]*\)$/.test(info.text)) draft.per = undefined;
  if (averages.length === 0) return;
  if (averages.every(m => datasetsOfMeasure(context, m) === per.dataset)) {
    draft.per = undefined;
    return;
  }
  draft.measures = draft.measures.map(m =>
    m.kind === 'aggregate' && m.function === 'AVG' ? { ...m, function: 'SUM' as const } : m,
  );
}

/** "average quantity per month": of all that was in it, or of the months' totals? */
function refuseAverageOfAverages({ draft, catalogue }: BuildContext): void {
  const { perPeriod, measures } = draft;
  const averages = measures.some(m =>
    m.kind === 'aggregate'
      ? m.function === 'AVG'
      : m.kind === 'metric' && /^AVG\(/.test(catalogue.metrics.get(m.metric)?.text ?? ''),
  );
  if (!perPeriod || !averages) return;
  throw new Refusal(
    `An average of averages says little: say “by ${perPeriod}” for one in each ${perPeriod}, or name a total that is averaged over them.`,
    draft.problems,
  );
}

/**
 * "how many products did Lyon make in 2025": they are kept by what happened to them, and the period may be of that or of
 * their own date.
 */
function refuseOwnDate({ draft, catalogue, countsOnly }: BuildContext, filters: readonly { field: FieldInfo }[]): void {
  const [measure, ...more] = draft.measures;
  const home = measure && thingsCounted(catalogue, measure);
  const date = home === undefined ? undefined : defaultDate(catalogue, home);
  if (!countsOnly || home === undefined || more.length > 0 || date?.dataset !== home) return;
  // the model says that they are counted by what happened to them, and so is what the filter says
  if (dateOfActivity(catalogue, home)) return;
  if (!draft.times.some(({ fields }) => fields.length === 0)) return;
  const far = filters.find(({ field: { dataset } }) => {
    const reach = catalogue.reach(home, dataset);
    return reach.kind === 'down' && reach.ascends && !reach.partOf;
  });
  if (far)
    throw new Refusal(
      `By ${date.label.toLowerCase()}, or by when it was done in ${wordsOf(far.field.dataset)}? Name the date.`,
      draft.problems,
    );
}

/** "customers and suppliers by country": the customers' country is no group of suppliers. */
function refuseOthersGroups(
  context: BuildContext,
  dimensions: readonly Dimension[],
  built: readonly { readonly home: string }[],
): void {
  const homes = [...new Set(built.map(({ home }) => home))];
  for (const { field } of dimensions) {
    const dataset = field.split('.')[0] ?? '';
    const kinds = homes.map(home => context.catalogue.reach(home, dataset).kind);
    const other = homes[kinds.indexOf('down')];
    if (other !== undefined && kinds.some(kind => kind === 'same' || kind === 'up'))
      throw new Refusal(
        `${capital(wordsOf(dataset))} are not those of ${wordsOf(other)}, so both can't be split by them: ask for each on its own.`,
      );
  }
}

/** Whose rows are counted or measured. */
function homeOf(context: BuildContext): string {
  const { measures, subject } = context.draft;
  if (subject?.kind === 'entity') return subject.dataset;
  return measures[0] ? datasetsOfMeasure(context, measures[0]) : '';
}

const describedBy = ({ catalogue }: BuildContext, measure: DraftMeasure): string | undefined =>
  measure.kind === 'metric'
    ? catalogue.metrics.get(measure.metric)?.metric.description
    : measure.kind === 'aggregate'
      ? measure.choice.options[0]?.field.field.description
      : undefined;

/** A percent compared with a metric that is a fraction. */
function fraction(context: BuildContext, measure: DraftMeasure, value: number, percent: boolean): number {
  if (percent) return ofPercent(value, describedBy(context, measure));
  if (measure.kind !== 'metric' || value <= 1) return value;
  const info = context.catalogue.metrics.get(measure.metric);
  const isFraction =
    info?.metric.extension.format === 'percent' ||
    info?.metric.extension.unit === '%' ||
    /\bfraction\b/.test(info?.metric.description ?? '');
  if (!isFraction) return value;
  context.assumptions.push({
    id: `percent:${measure.metric}`,
    kind: 'value',
    text: `${value} is taken as ${value} %.`,
    chosen: 'percent',
    choices: [],
  });
  return value / 100;
}

const dedupe = (built: readonly Built[]): Built[] =>
  built.filter((b, i) => built.findIndex(o => o.measure.name === b.measure.name) === i);
