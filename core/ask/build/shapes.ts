import type { Dimension, Filter, Measure, Plan, Step, TimeRange } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import { conditionsOf } from '../conditions.ts';
import type { DraftFilter } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';
import { type Built, columnName, countOf, distinctOver } from './measures.ts';
import { type Point, twoPoints } from './points.ts';
import type { TimePart } from './time.ts';

export interface SettledFilter {
  readonly draft: DraftFilter;
  readonly filter: Filter;
  readonly field: FieldInfo;
}

export interface ShapeInput {
  readonly built: readonly Built[];
  /** Comparing values adds the field they belong to. */
  readonly dimensions: Dimension[];
  readonly filters: readonly SettledFilter[];
  readonly time: TimePart;
  readonly hasGrain: boolean;
}

export interface Shape {
  measures: Measure[];
  steps: Step[];
  where: Filter[];
  time: Plan['time'];
}

/** The construct of the question: a share, a comparison, growth, an average per thing, a ratio, a running total. */
export function buildShape(context: BuildContext, input: ShapeInput): Shape {
  const { draft } = context;
  const plain: Shape = {
    measures: input.built.map(b => ({ ...b.measure })),
    steps: [],
    where: input.filters.map(f => f.filter),
    time: input.time.time,
  };
  const points = twoPoints(context);
  if (draft.share) return shareShape(context, input, plain);
  if (points && (draft.compare || draft.growth || draft.difference)) return periodShape(context, input, plain, points);
  if (draft.growth) return growthShape(context, input, plain);
  if (draft.comparison) return comparisonShape(input, plain, draft.comparison);
  if (draft.per) return perShape(context, input, plain, draft.per.dataset);
  if (draft.ratio) return ratioShape(input, plain);
  if (draft.difference) return differenceShape(input, plain);
  if (draft.averaged && !draft.perPeriod) refuseBareAverage(context, input);
  if (draft.compare) return compareValues(input, plain);
  if (draft.running)
    return {
      ...plain,
      steps: plain.measures.map(m => ({ kind: 'runningTotal', name: `running_${m.name}`, measure: m.name })),
    };
  if (draft.moving !== undefined) {
    const periods = draft.moving;
    return {
      ...plain,
      steps: plain.measures.map(m => ({
        kind: 'movingAverage',
        name: `moving_average_${m.name}`,
        measure: m.name,
        periods,
      })),
    };
  }
  return plain;
}

/** "average revenue": per what? An average that the model defines needs no answer. */
function refuseBareAverage(context: BuildContext, input: ShapeInput): void {
  for (const { metric, measure } of input.built) {
    const text =
      metric === undefined ? (measure.expression ?? '') : (context.catalogue.metrics.get(metric)?.text ?? '');
    if (/AVG\(|MEDIAN\(|\//.test(text)) continue;
    const label = wordsOf(metric ?? measure.name);
    throw new Refusal(
      `${capital(label)} is a total; say what to average it over, for example ${label} per order or average monthly ${label}.`,
    );
  }
}

function shareShape(context: BuildContext, input: ShapeInput, plain: Shape): Shape {
  const { share } = context.draft;
  const [first, second] = plain.measures;
  if (!share || !first) throw new Refusal('It is not clear of what the share should be.');
  const whole = wholeOf(context, input);
  if (whole && !second)
    return {
      ...plain,
      measures: [...plain.measures, whole],
      steps: [ratio(`share_${first.name}`, first.name, whole.name, '%')],
    };
  const grouped = input.dimensions.length > 0 || input.hasGrain;
  const [a, b] = context.draft.measures;
  const between = a !== undefined && b !== undefined && a.at < share.at && share.at < b.at;
  if (second && (between || (input.filters.length === 0 && !grouped)))
    return { ...plain, steps: [ratio(`share_${first.name}`, first.name, second.name, '%')] };
  const numerator = input.filters.filter(f =>
    share.verbAt !== undefined
      ? f.draft.at > share.verbAt
      : grouped
        ? isPartOfShare(context, f.draft.at)
        : !share.ofTotal,
  );
  if (numerator.length === 0) {
    if (!grouped)
      throw new Refusal('It is not clear which part the share should be of: name a value, or a field to group by.');
    return {
      ...plain,
      steps: plain.measures.map(m => ({ kind: 'shareOfTotal', name: `share_of_${m.name}`, measure: m.name })),
    };
  }
  const part: Measure = {
    ...first,
    name: `${first.name}_part`,
    filters: numerator.map(f => f.filter),
    label: `${partLabel(first)} (${numerator.map(f => f.draft.text).join(', ')})`,
  };
  return {
    measures: [first, part],
    steps: [{ ...ratio(`share_of_${first.name}`, part.name, first.name, '%'), label: 'Share' }],
    where: input.filters.filter(f => !numerator.includes(f)).map(f => f.filter),
    time: plain.time,
  };
}

/** "share of late deliveries": of all deliveries, as the metric counts some of them by a condition. */
function wholeOf(context: BuildContext, input: ShapeInput): Measure | undefined {
  const { share, measures } = context.draft;
  const [measure] = measures;
  if (!share || share.ofTotal || share.verbAt !== undefined || measure?.kind !== 'metric' || share.at > measure.at)
    return undefined;
  const home = input.built[0]?.home;
  const conditional = conditionsOf(context.catalogue, measure.metric);
  if (!conditional || home === undefined || conditional.some(c => c.field.dataset !== home)) return undefined;
  return countOf(context, home).measure;
}

/** "percent of flights with Airbus planes, by year": said of what the share is of, before the groups. */
function isPartOfShare({ draft }: BuildContext, at: number): boolean {
  const measured = draft.measures[0]?.at;
  const groups = draft.dimensions.map(d => (d.kind === 'field' ? d.choice.at : d.at));
  const { share } = draft;
  if (!share || share.ofTotal || measured === undefined || share.at > measured) return false;
  return at > measured && groups.length > 0 && groups.every(group => group > at);
}

const partLabel = (measure: Measure): string => measure.label ?? capital(wordsOf(measure.metric ?? measure.name));

const ratio = (name: string, numerator: string, denominator: string, unit?: string): Step => ({
  kind: 'ratio',
  name,
  numerator,
  denominator,
  ...(unit ? { unit } : {}),
});

const startOfRange = (range: TimeRange): string =>
  'start' in range ? range.start : range.kind === 'current' || range.kind === 'toDate' ? '9999' : '9998';

/** Each period in a column of its own, with the change from the earlier to the later one. */
function periodShape(context: BuildContext, input: ShapeInput, plain: Shape, points: readonly [Point, Point]): Shape {
  const { draft } = context;
  const measures: Measure[] = [];
  const steps: Step[] = [];
  for (const { measure } of input.built) {
    const [a, b] = points.map(point => ({
      ...measure,
      name: `${measure.name}_${point.label}`,
      label: `${partLabel(measure)} ${point.label.replaceAll('_', ' ')}`,
      period: point.range,
    }));
    if (!a || !b) continue;
    measures.push(a, b);
    const [earlier, later] = startOfRange(points[0].range) <= startOfRange(points[1].range) ? [a, b] : [b, a];
    const [left, right] = draft.difference ? [a, b] : [later, earlier];
    steps.push({
      kind: 'difference',
      name: `${measure.name}_change`,
      left: left.name,
      right: right.name,
      label: `Change of ${partLabel(measure).toLowerCase()}`,
    });
    steps.push({
      kind: 'growth',
      name: `${measure.name}_growth`,
      base: earlier.name,
      current: later.name,
      label: `Growth of ${partLabel(measure).toLowerCase()}`,
    });
  }
  return {
    measures,
    steps,
    where: plain.where,
    time: plain.time
      ? { field: plain.time.field, ...(plain.time.grain ? { grain: plain.time.grain } : {}) }
      : plain.time,
  };
}

function growthShape(context: BuildContext, input: ShapeInput, plain: Shape): Shape {
  const offset = context.draft.growth?.offset ?? 'previousPeriod';
  if (!plain.time || (!input.hasGrain && !plain.time.range))
    throw new Refusal('Growth from when to when? Name two periods, or say by month, quarter or year.');
  return comparisonShape(input, plain, offset);
}

function comparisonShape(input: ShapeInput, plain: Shape, offset: 'previousPeriod' | 'previousYear'): Shape {
  if (!plain.time || (!input.hasGrain && !plain.time.range))
    throw new Refusal('Compared with the period before which one? Name a period, or say by month, quarter or year.');
  const steps = plain.measures.flatMap((m): Step[] => [
    { kind: 'comparison', name: `${m.name}_before`, measure: m.name, with: offset, output: 'value' },
    { kind: 'comparison', name: `${m.name}_change`, measure: m.name, with: offset, output: 'change' },
    { kind: 'comparison', name: `${m.name}_growth`, measure: m.name, with: offset, output: 'growth' },
  ]);
  return { ...plain, steps };
}

/** The measure divided by the number of things it belongs to. */
function perShape(context: BuildContext, input: ShapeInput, plain: Shape, dataset: string): Shape {
  const base = input.built[0];
  if (!base) throw new Refusal('It is not clear what should be averaged.');
  for (const { metric, measure } of input.built) {
    const text =
      metric === undefined ? (measure.expression ?? '') : (context.catalogue.metrics.get(metric)?.text ?? '');
    if (!/^(SUM|COUNT)\(/.test(text) || /\) ?\//.test(text))
      throw new Refusal(`${partLabel(measure)} is not a total, so it can't be divided among ${wordsOf(dataset)}.`);
  }
  const divisor = distinctOver(context, dataset, base.home);
  const steps = input.built.map(
    (b): Step => ({
      kind: 'ratio',
      name: `${b.measure.name}_per_${columnName(dataset)}`,
      numerator: b.measure.name,
      denominator: divisor.name,
      label: `${partLabel(b.measure)} per ${singular(dataset)}`,
    }),
  );
  const measures = plain.measures.some(m => m.name === divisor.name) ? plain.measures : [...plain.measures, divisor];
  return { ...plain, measures, steps };
}

const singular = (dataset: string): string =>
  wordsOf(dataset)
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1');

function ratioShape(input: ShapeInput, plain: Shape): Shape {
  const [first, second] = plain.measures;
  if (!first || !second) throw new Refusal('A ratio needs two numbers.');
  if (/^(AVG|MIN|MAX|MEDIAN)\(/.test(first.expression ?? ''))
    throw new Refusal(`${partLabel(first)} is no total, so it can't be divided.`);
  void input;
  return {
    ...plain,
    steps: [
      {
        ...ratio(`${first.name}_per_${second.name}`, first.name, second.name),
        label: `${partLabel(first)} / ${partLabel(second).toLowerCase()}`,
      },
    ],
  };
}

/** Two measures, or one measure of two values, subtracted. */
function differenceShape(input: ShapeInput, plain: Shape): Shape {
  const [first, second] = plain.measures;
  if (first && second)
    return { ...plain, steps: [{ kind: 'difference', name: 'difference', left: first.name, right: second.name }] };
  const pair = input.filters.find(
    f => 'values' in f.filter && f.filter.values.length === 2 && 'operator' in f.filter && f.filter.operator === 'in',
  );
  if (!first || !pair || !('values' in pair.filter)) throw new Refusal('The difference between which two?');
  const { field, values } = pair.filter;
  const [a, b] = values.map(
    (value): Measure => ({
      ...first,
      name: `${first.name}_${columnName(String(value))}`,
      label: `${partLabel(first)} ${value}`,
      filters: [{ field, operator: '=', values: [value] }],
    }),
  );
  if (!a || !b) throw new Refusal('The difference between which two?');
  return {
    ...plain,
    measures: [a, b],
    steps: [{ kind: 'difference', name: 'difference', left: a.name, right: b.name }],
    where: input.filters.filter(f => f !== pair).map(f => f.filter),
  };
}

/** France versus Germany: one row each. */
function compareValues(input: ShapeInput, plain: Shape): Shape {
  const several = input.filters.find(
    f => 'values' in f.filter && 'operator' in f.filter && f.filter.operator === 'in' && f.filter.values.length > 1,
  );
  if (several && !input.dimensions.some(d => d.field === several.field.id))
    input.dimensions.push({ field: several.field.id, name: columnName(several.field.name) });
  return plain;
}
