import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { checkComparedUnit } from './compared-unit.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';
import { compareValues, differenceShape, dividesValues, ofTwoValues } from './differences.ts';
import { comparisonShape, growthShape, periodShape } from './growth.ts';
import { twoPoints } from './points.ts';
import { dividedInEach } from './points-of-parts.ts';
import { perShape, ratioShape } from './ratios.ts';
import type { Shape, ShapeInput } from './shape.ts';
import { shareShape } from './shares.ts';

/** The construct of the question: a share, a comparison, growth, an average per thing, a ratio, a running total. */
export function buildShape(context: BuildContext, input: ShapeInput): Shape {
  const { draft } = context;
  const plain: Shape = {
    measures: input.built.map(b => ({ ...b.measure })),
    steps: [],
    where: input.filters.map(f => f.filter),
    time: input.time.time,
  };
  // "growth per year, 1993 to 1997": of each period in the stretch, not from its start to its end
  const stretch = draft.growth !== undefined && input.hasGrain && draft.times.length === 1;
  const points = stretch ? undefined : twoPoints(context);
  if (draft.share && draft.having.some(({ measure }) => draft.measures.every(shown => shown !== measure)))
    throw new Refusal(reasons.shareKeptAnother);
  const sideBySide = points !== undefined && (draft.compare || draft.growth !== undefined || draft.difference);
  const divided = draft.share
    ? shareShape(context, input, plain)
    : sideBySide && (draft.per || draft.ratio)
      ? quotientShape(context, input, plain)
      : undefined;
  if (divided) return sideBySide ? dividedInEach(divided, points) : divided;
  if (sideBySide) {
    // "toys and books in 2021 versus 2022": each of them in both
    const joined = input.filters.some(f => f.draft.joined === 'and');
    if (joined && draft.compare && !draft.growth && !draft.difference) compareValues(input, plain);
    return periodShape(context, plain.measures, plain, points);
  }
  if (draft.growth) return growthShape(context, input, plain);
  if (draft.comparison) {
    checkComparedUnit(plain.time, draft.comparedUnit, context.now);
    return comparisonShape(input, draft.samePart ? upToToday(context, input, plain) : plain, draft.comparison);
  }
  const lists = draft.filters.some(
    ({ operator, options }) => operator === 'in' && (options[0]?.values.length ?? 0) > 1,
  );
  // "cost per repair, brakes compared to chains": of each of them
  if (draft.compare && lists && (draft.per || draft.ratio) && compareValues(input, plain) !== plain)
    throw new Refusal('Ask for each on its own.');
  if (draft.per || draft.ratio) return quotientShape(context, input, plain);
  if (draft.difference) return differenceShape(input, plain);
  if (draft.averaged && !draft.perPeriod) refuseBareAverage(context, input);
  if (draft.compare) return compareValues(input, plain);
  if (draft.overall) return besideOverall(context, input, plain);
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
  if (draft.filters.some(filter => filter.apart && filter.operator === 'in')) return compareValues(input, plain);
  return plain;
}

/** "late rate by region against the overall one": of each group, and beside it that of all rows together. */
function besideOverall({ assumptions }: BuildContext, { dimensions, hasGrain }: ShapeInput, plain: Shape): Shape {
  if (dimensions.length === 0 && !hasGrain) return plain;
  const text = 'Overall is over all rows that the conditions leave';
  assumptions.push({ id: 'overall', kind: 'reading', text, chosen: 'overall', choices: [] });
  return {
    ...plain,
    steps: plain.measures.map(m => ({ kind: 'overall', name: `overall_${m.name}`, measure: m.name })),
  };
}

const quotientShape = (context: BuildContext, input: ShapeInput, plain: Shape): Shape =>
  context.draft.per
    ? perShape(context, input, plain, context.draft.per.dataset)
    : ratioShape(context, (dividesValues(context.draft) && ofTwoValues(input, plain)) || plain);

/** "average revenue": per what? An average that the model defines needs no answer. */
function refuseBareAverage(context: BuildContext, input: ShapeInput): void {
  const isAverage = ({ metric, measure }: ShapeInput['built'][number]) =>
    /(AVG|MEDIAN|STDDEV|PERCENTILE_CONT)\(/.test(
      metric === undefined ? (measure.expression ?? '') : (context.catalogue.metrics.get(metric)?.text ?? ''),
    );
  // "the number of customers and their average balance"
  if (input.built.some(isAverage)) return;
  for (const { metric, measure } of input.built) {
    const text =
      metric === undefined ? (measure.expression ?? '') : (context.catalogue.metrics.get(metric)?.text ?? '');
    if (/(AVG|MEDIAN|STDDEV|PERCENTILE_CONT)\(|\//.test(text)) continue;
    const label = wordsOf(metric ?? measure.name);
    throw new Refusal(
      `${capital(label)} is a total; say what to average it over, for example ${label} per order or average monthly ${label}.`,
    );
  }
}

/** "this year against the same period last year": the year has not ended, so only its days up to today can be compared. */
function upToToday(context: BuildContext, input: ShapeInput, plain: Shape): Shape {
  const { time } = plain;
  if (input.hasGrain || time?.range?.kind !== 'current') return plain;
  const { unit } = time.range;
  context.assumptions.push({
    id: 'range:same',
    kind: 'range',
    text: `The ${unit} so far is compared with the same days a year before.`,
    chosen: 'toDate',
    choices: [],
  });
  return { ...plain, time: { ...time, range: { kind: 'toDate', unit } } };
}
