import { filterWords } from '../../plan/explain-filters.ts';
import { lowerFirst } from '../../plan/labels.ts';
import type { Filter, Measure } from '../../plan/schema.ts';
import { rangeWords } from '../../plan/words.ts';
import { comparisonOf, conditionsOf } from '../conditions.ts';
import type { Draft, DraftFilter, DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';
import { countOf, countsThings } from './measures.ts';
import { relatedFilters } from './related.ts';
import { partLabel, ratio, type Shape, type ShapeInput } from './shape.ts';
import { filtersBehind, filtersOfWhole, isWithin } from './share-wholes.ts';

/**
 * Numbers as shares of a whole.
 * @throws Refusal where it is not clear of what
 */
export function shareShape(context: BuildContext, input: ShapeInput, plain: Shape): Shape {
  const { share } = context.draft;
  const [first, second] = plain.measures;
  if (!share || !first) throw new Refusal(reasons.clearShareShould);
  if (second && share.addend)
    return { ...plain, steps: [{ ...ratio(`share_${second.name}`, second.name, first.name, '%'), label: 'Share' }] };
  const whole = wholeOf(context, input);
  if (whole && !second)
    return {
      ...plain,
      measures: [...plain.measures, whole],
      steps: [ratio(`share_${first.name}`, first.name, whole.name, '%')],
    };
  const grouped = input.dimensions.length > 0 || input.hasGrain;
  const within = grouped ? partOfEach(context, input) : [];
  const [a, b] = context.draft.measures;
  const between = a !== undefined && b !== undefined && a.at < share.at && share.at < b.at;
  // "what fraction of the hours worked is overtime"
  const behind = a !== undefined && b !== undefined && share.at < a.at && a.at < (share.verbAt ?? 0);
  refuseShareOfOther(context, a, b);
  if (second && behind && b.at > (share.verbAt ?? 0)) {
    const part = ratio(`share_${second.name}`, second.name, first.name, '%');
    return { ...plain, steps: [{ ...part, label: 'Share' }] };
  }
  if (second && (between || (input.filters.length === 0 && !grouped)))
    return { ...plain, steps: [ratio(`share_${first.name}`, first.name, second.name, '%')] };
  const named = filtersBehind(context, input);
  const ofWhole = named ?? (grouped ? [] : filtersOfWhole(context, input));
  const numerator = input.filters.filter(f =>
    named !== undefined || ofWhole.includes(f)
      ? !ofWhole.includes(f)
      : within.length > 0
        ? within.includes(f)
        : share.verbAt !== undefined
          ? f.draft.at > share.verbAt
          : grouped
            ? isPartOfShare(context, f.draft.at) || isWhoseShare(context, f.draft.at)
            : !share.ofTotal || isWhoseShare(context, f.draft.at),
  );
  const others = [
    ...context.draft.related.map(related => relatedWords(context, related)),
    ...context.draft.comparedFields.map(
      ({ field, operator, other, days }) =>
        `${lowerFirst(field.label)} ${operator} ${lowerFirst(other.label)}${days === undefined ? '' : ` + ${days} days`}`,
    ),
  ];
  const held = takeRelated(context, input);
  if (numerator.length === 0 && held.length === 0) {
    if (!grouped) throw new Refusal(reasons.unclearPartShare);
    return {
      ...plain,
      steps: plain.measures.map(m => ({
        kind: 'shareOfTotal',
        name: `share_of_${m.name}`,
        measure: m.name,
        ...wholesOf(context, input, plain),
      })),
    };
  }
  const part: Measure = {
    ...first,
    name: `${first.name}_part`,
    filters: [...numerator.map(f => f.filter), ...held],
    label: `${partLabel(first)} (${[...numerator.map(f => partWords(context, f)), ...others].join(', ')})`,
  };
  return {
    measures: [first, part],
    steps: [{ ...ratio(`share_of_${first.name}`, part.name, first.name, '%'), label: 'Share' }],
    where: input.filters.filter(f => !numerator.includes(f)).map(f => f.filter),
    time: plain.time,
  };
}

/** "late", "quantity over 40": a value is told as it was said, a bound with what it bounds. */
const partWords = ({ catalogue, now }: BuildContext, { draft, filter }: ShapeInput['filters'][number]): string =>
  /^([<>]=?|between)$/.test(draft.operator) || (draft.operator === '!=' && draft.text === '0')
    ? filterWords(filter, catalogue.model, now)
    : saidOf(draft);

const saidOf = ({ operator, text }: DraftFilter): string => (/^(!=|notIn)$/.test(operator) ? `not ${text}` : text);

/** "with orders in 1997", "without line items (late)" */
function relatedWords(
  { now }: BuildContext,
  { dataset, negated, filters = [], period }: Draft['related'][number],
): string {
  const said = filters.length > 0 ? ` (${filters.map(saidOf).join(', ')})` : '';
  const when = period && 'period' in period ? ` ${rangeWords(period.period, now)}` : '';
  return `with${negated ? 'out' : ''} ${wordsOf(dataset)}${said}${when}`;
}

/** "share of the revenue of all customers": an amount is no part of how many there are. */
function refuseShareOfOther(context: BuildContext, part: DraftMeasure | undefined, whole: DraftMeasure | undefined) {
  if (!part || !whole) return;
  const [one, other] = [part, whole].map(measure => countsThings(context, measure) || countsSome(context, measure)) as [
    boolean,
    boolean,
  ];
  if ((one && isAmount(context, whole)) || (other && isAmount(context, part)))
    throw new Refusal(reasons.unclearShareShould);
}

/** A number of those that are so: late lines. */
const countsSome = ({ catalogue }: BuildContext, measure: DraftMeasure): boolean =>
  measure.kind === 'metric' &&
  (conditionsOf(catalogue, measure.metric) ?? comparisonOf(catalogue, measure.metric)) !== undefined;

/** A sum of what is measured, and not of ones for those that are so. */
function isAmount({ catalogue }: BuildContext, measure: DraftMeasure): boolean {
  const info = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
  return (
    info?.counts === undefined && /^SUM\(/.test(info?.text ?? '') && !/THEN 1 (ELSE 0 )?END\)$/.test(info?.text ?? '')
  );
}

/**
 * The columns of the group that each whole is of, where one was said: "for every region". Of groups by period the whole
 * is that of each period, unless it is chosen otherwise.
 */
function wholesOf(context: BuildContext, input: ShapeInput, { time }: Shape) {
  const { share, dimensions } = context.draft;
  if (share && !share.ofTotal && share.within === undefined && input.dimensions.length > 0 && time?.grain) {
    const each = [`Within each ${time.grain}`, `Of all ${time.grain}s together`] as const;
    return isWithin(context, ...each) ? { within: [time.field.split('.').at(-1) ?? ''] } : {};
  }
  const group = dimensions.find(each => (each.kind === 'field' ? each.choice.at : each.at) === share?.within);
  if (!group || share?.within === undefined) return {};
  const names = input.dimensions.flatMap(({ field, name = '' }) =>
    (group.kind === 'entity' && field.startsWith(`${group.dataset}.`)) ||
    (group.kind === 'field' && group.choice.options.some(option => option.field.id === field))
      ? [name]
      : [],
  );
  const within = group.kind === 'time' && time?.grain ? [time.field.split('.').at(-1) ?? ''] : names;
  if (within.length === 0) throw new Refusal(reasons.clearShareShould);
  return { within };
}

/**
 * "what percentage of customers has no orders", "share of orders with at least one late line", "share of lines shipped within 30 days of the order": those that have some or
 * none of what is related to them are the part, and no condition of the whole.
 */
function takeRelated(context: BuildContext, input: ShapeInput): Filter[] {
  const { draft } = context;
  const { share, measures, related, comparedFields } = draft;
  const [counted, ...more] = measures;
  const home = input.built[0]?.home;
  const said = [...related, ...comparedFields];
  if (!share || share.ofTotal || said.length === 0 || home === undefined) return [];
  const from = share.verbAt ?? counted?.at ?? 0;
  const led = counted !== undefined && more.length === 0 && countsThings(context, counted) && counted.at > share.at;
  // "share of Asian customers without orders": of all customers, or of those in Asia
  const open = share.verbAt === undefined && input.filters.length > 0;
  if (!led || open || said.some(({ at = 0 }) => at <= from)) throw new Refusal(reasons.unclearShareShouldSay);
  const held = relatedFilters(context, home);
  draft.related = [];
  draft.comparedFields = [];
  return held;
}

/** "share of late deliveries": of all deliveries, as the metric counts some of them by a condition. */
function wholeOf(context: BuildContext, input: ShapeInput): Measure | undefined {
  const { share, measures } = context.draft;
  const [measure] = measures;
  if (
    !share ||
    share.among ||
    share.ofTotal ||
    share.verbAt !== undefined ||
    measure?.kind !== 'metric' ||
    share.at > measure.at
  )
    return undefined;
  const home = input.built[0]?.home;
  const conditional = conditionsOf(context.catalogue, measure.metric);
  const some = conditional?.every(c => c.field.dataset === home) ?? comparisonOf(context.catalogue, measure.metric);
  if (!some || home === undefined) return undefined;
  return countOf(context, home).measure;
}

/**
 * "percentage of cancelled jobs by year", "open orders as a percentage of all orders by region": of each group's own
 * things, those that were said. The other reading, how those are spread over the groups, is one click away.
 */
function partOfEach(context: BuildContext, input: ShapeInput): ShapeInput['filters'] {
  const { share, measures } = context.draft;
  const [counted, whole] = measures;
  const home = input.built[0]?.home;
  if (!share || !counted || home === undefined || (share.among === undefined && !countsThings(context, counted)))
    return [];
  const ofAll = whole !== undefined && counted.at < share.at && share.at < whole.at && input.built.length === 1;
  const said = input.filters.filter(({ draft: { at } }) =>
    ofAll ? at < share.at : !share.ofTotal && at > share.at && at < counted.at,
  );
  if (share.among !== undefined) return said.filter(({ draft: { at } }) => at < (share.among ?? 0));
  if (said.length === 0 || ofAll) return said;
  return isWithin(context, 'Within each group', 'Of all groups together') ? said : [];
}

/** "Asia's share of revenue by year", "Asia's share of total revenue" */
function isWhoseShare({ draft: { share, measures } }: BuildContext, at: number): boolean {
  const [measure] = measures;
  return share !== undefined && at < share.at && share.at - at <= 2 && measure !== undefined && measure.at > share.at;
}

/** "percent of flights with Airbus planes, by year": said of what the share is of, before the groups. */
function isPartOfShare({ draft }: BuildContext, at: number): boolean {
  const measured = draft.measures[0]?.at;
  const groups = draft.dimensions.map(d => (d.kind === 'field' ? d.choice.at : d.at));
  const { share } = draft;
  if (!share || share.ofTotal || measured === undefined) return false;
  return at > Math.max(measured, share.at) && groups.length > 0 && groups.every(group => group > at);
}
