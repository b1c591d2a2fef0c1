import { SophiaError } from '../errors.ts';
import type { Expression } from '../semantic/expression/nodes.ts';
import { parseExpression } from '../semantic/expression/parse.ts';
import type { DimensionTree, ProjectionTree, QueryTree, RelatedPredicate } from '../semantic/query/query-tree.ts';
import { isSemiAdditive, levelDate } from './additivity.ts';
import { bandOf } from './bands.ts';
import { canonicalExpression, stableJson } from './canonical.ts';
import type { PlanContext } from './context.ts';
import { datePart } from './date-part.ts';
import { fieldReference, requireField, timeExpression } from './field-expressions.ts';
import { filterTree, withinStretch } from './filters.ts';
import { type FoundField, fieldText, findDataset, findField, findMetric, sameName } from './names.ts';
import { saysSomething } from './nothing.ts';
import type { Dimension, Measure } from './schema.ts';
import { binary, call, castTo, column, decimal, isPresent, periodStart } from './sql.ts';
import { countedRange, earlier, type Shift, type Stretch, stretchOf } from './time.ts';

/**
 * Measures that are aggregated together: over the same rows, counted by the same date, by the same
 * dimensions. One aggregated query each.
 */
export interface MeasureGroup {
  /** Equal for measures that go together. */
  readonly key: string;
  /** Names of the group columns it has, in order: all of the plan's, or fewer for a total. */
  readonly by: readonly string[];
  readonly where: readonly (Expression | RelatedPredicate)[];
  readonly timeField?: FoundField | undefined;
  /** By dataset, where the rows of each are counted by a date of their own. */
  readonly dates?: ReadonlyMap<string, FoundField> | undefined;
  /** The stretch that each of those dates is in. */
  readonly stretch?: Stretch | undefined;
  /** Of levels, the last state of each period counts; this is the date of the states. */
  readonly snapshot?: FoundField | undefined;
}

export interface GroupOptions {
  readonly by: readonly string[];
  /** Counted this much earlier. */
  readonly shift?: Shift | undefined;
}

/** The group that a measure belongs to; without a measure, that of the dimensions alone. */
export function groupOf(context: PlanContext, measure: Measure | undefined, { by, shift }: GroupOptions): MeasureGroup {
  const { plan, model, now } = context;
  const dateName = measure?.timeField ?? plan.time?.field;
  const timeField = dateName === undefined ? undefined : requireField(model, dateName);
  const range = measure?.period ?? plan.time?.range;
  const stretch = range ? stretchOf(countedRange(range, plan, now), now) : {};
  const counted = shift ? earlier(stretch, shift) : stretch;
  const snapshot =
    measure && isSemiAdditive(measure, model) ? snapshotField(context, measure, timeField, by) : undefined;
  const dates = datesOf(context, measure);
  if (dates && snapshot) throw levelOfParts(measure!);
  const filters = [...plan.where, ...(measure?.filters ?? [])];
  const isTimed = counted.start !== undefined || counted.end !== undefined;
  const where = [
    ...filters.map(filter => filterTree(filter, model, now)),
    ...(isTimed && !dates ? [withinStretch(timeField!, counted)] : []),
    ...(snapshot ? [isPresent(timeExpression(snapshot))] : []),
  ];
  const dated = isTimed || (context.names.time !== undefined && by.includes(context.names.time));
  const date = dated
    ? dates
      ? [...dates].map(([of, found]) => [of, fieldText(found)])
      : timeField && fieldText(timeField)
    : undefined;
  const key = stableJson([by, date, counted, filters, snapshot && fieldText(snapshot)]);
  return { key, by, where, timeField, snapshot, ...(dates && { dates, stretch: isTimed ? counted : undefined }) };
}

function datesOf({ model }: PlanContext, measure: Measure | undefined): MeasureGroup['dates'] {
  const { timeFields } = measure ?? {};
  return (
    timeFields && new Map(timeFields.map(({ of, field }) => [findDataset(model, of)!.name, requireField(model, field)]))
  );
}

const levelOfParts = ({ name }: Measure): SophiaError =>
  new SophiaError('plan.unsupported', ['measures'], {
    reason: `${name} is a level, whose parts are not each counted by a date`,
    mend: 'Ask for each of its parts on its own',
  });

/**
 * The date of a level's states, as declared for its metric or its dataset. A level without one is known for
 * the present only: there is one state, and nothing to choose.
 * @throws SophiaError 'plan.unsupported' where periods are of another date than the states
 */
function snapshotField(
  { model, names }: PlanContext,
  measure: Measure,
  timeField: FoundField | undefined,
  by: readonly string[],
): FoundField | undefined {
  const declared = levelDate(measure, model);
  const found = declared === undefined ? undefined : findField(model, declared);
  const inPeriods = names.time !== undefined && by.includes(names.time);
  if (!found || !inPeriods || (timeField && fieldText(timeField) === fieldText(found))) return found;
  throw new SophiaError('plan.unsupported', ['measures'], {
    reason: `${measure.name} is a level whose states are dated by ${fieldText(found)}, not by ${fieldText(timeField!)}`,
    mend: `Count it by ${fieldText(found)}`,
  });
}

/** The query of a group: its dimensions and these measures. */
export function groupTree(context: PlanContext, group: MeasureGroup, measures: readonly Measure[]): QueryTree {
  return {
    dimensions: group.by.map(name => ({ alias: name, ...groupExpression(context, group, name) })),
    measures: measures.map(measure => ({
      ...measureTree(context, measure),
      over: overOf(context, measure),
      ...(group.stretch && { whereOf: mapped(group.dates!, date => withinStretch(date, group.stretch!)) }),
    })),
    fields: [],
    where: group.where,
    having: [],
    orderBy: [],
  };
}

/** As `groupTree` of all that a plan measures, without the groups of which there is nothing to say. */
export function shownTree(context: PlanContext, group: MeasureGroup, measures: readonly Measure[]): QueryTree {
  const tree = groupTree(context, group, measures);
  // Of a level, a state of 0 may be the last one.
  const something = group.snapshot ? undefined : saysSomething(context, group.by, name => column(undefined, name));
  return something ? { ...tree, kept: [something] } : tree;
}

const overOf = ({ model }: PlanContext, { over }: Measure): string | undefined =>
  over === undefined ? undefined : (findDataset(model, over)?.name ?? over);

function measureTree({ model }: PlanContext, measure: Measure): ProjectionTree {
  const expression: Expression =
    measure.metric === undefined
      ? parseExpression(canonicalExpression(measure.expression!, model))
      : { kind: 'metric', metric: findMetric(model, measure.metric)!.name };
  return { expression, alias: measure.name };
}

function groupExpression(context: PlanContext, group: MeasureGroup, name: string): Omit<DimensionTree, 'alias'> {
  const { plan, model, names } = context;
  if (names.time !== undefined && sameName(name, names.time)) {
    const period = (date: FoundField) => periodStart(plan.time!.grain!, timeExpression(date));
    return { expression: period(group.timeField!), ...(group.dates && { of: mapped(group.dates, period) }) };
  }
  const dimension = plan.dimensions[names.dimensions.findIndex(one => sameName(one, name))]!;
  return { expression: dimensionExpression(dimension, requireField(model, dimension.field)) };
}

const mapped = <T, U>(map: ReadonlyMap<string, T>, of: (value: T) => U): ReadonlyMap<string, U> =>
  new Map([...map].map(([key, value]) => [key, of(value)]));

/** A field as it is, the start of its period, a part of its date, the name or the lower end of its band. */
function dimensionExpression({ grain, part, width, bands }: Dimension, found: FoundField): Expression {
  if (grain) return periodStart(grain, timeExpression(found));
  if (part) return datePart(part, timeExpression(found));
  const reference = fieldReference(found);
  if (bands) return bandOf(bands, reference);
  if (width === undefined) return reference;
  const band = binary('*', call('FLOOR', binary('/', reference, decimal(width))), decimal(width));
  return found.field.datatype === 'Integer' && Number.isInteger(width) ? castTo(band, 'BIGINT') : band;
}
