import type { Measure, PlanInput, Step } from '../../plan/schema.ts';
import { type BuildContext, wordsOf } from '../build/context.ts';
import { entityFields } from '../build/entity-fields.ts';
import { type Built, buildMeasure, countOf, countsThings } from '../build/measures.ts';
import { ratio } from '../build/shape.ts';
import { usualDate } from '../build/time.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { asksAnew } from './anew.ts';
import { columnOf } from './order.ts';

/** The numbers of a follow-up: on top of those there are, or in their place. */
export function withMeasures(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  const named = draft.measures.filter(m => !isOnlySortedBy(context, plan, m));
  if (named.length === 0) return plan;
  const kept = withOnly(context, plan, named);
  if (kept) return kept;
  const built = named.map(m => buildMeasure(context, m));
  context.countsOnly = context.countsOnly && named.every(m => countsThings(context, m));
  const adds =
    draft.followUp.has('add') ||
    (draft.sort?.by !== undefined && named.some(m => m === draft.sort?.by)) ||
    (draft.followUp.has('and') && !draft.followUp.has('whatAbout') && !asksAnew(draft));
  if (plan.fields?.length) {
    if (adds) throw new Refusal(reasons.lastAnswerList);
    return ofListed(context, plan, built);
  }
  if (plan.measures?.some(m => m.period)) throw new Refusal(reasons.lastAnswerCompares);
  if (adds) return withMore(context, plan, built);
  const before = plan.measures?.[0]?.metric;
  const home = context.anchors[0] ?? '';
  const wasUsual = plan.time !== undefined && usualDate(context, home, before)?.id === plan.time.field;
  context.anchors = [...new Set(built.map(b => b.home))];
  // whose region it was of the number before says nothing of this one's
  if (asksAnew(draft)) for (const before of [context.scene, context.used]) before.clear();
  const next = renamed(
    plan,
    built.map(b => b.measure),
  );
  return wasUsual ? withOwnDate(context, next, built[0]) : next;
}

/** "as a percent of gross sales": of the same rows, the number of the answer divided by another total. */
export function asShareOf(context: BuildContext, plan: PlanInput): PlanInput | undefined {
  const { draft, catalogue } = context;
  const { share, measures, filters, dimensions, times, mentions, having, subject } = draft;
  const [whole, ...more] = measures;
  const [part, ...others] = plan.measures ?? [];
  const total =
    catalogue.metrics.get(part?.metric ?? '')?.additive && !catalogue.metrics.get(part?.metric ?? '')?.counts;
  if (share?.at === 0 && mentions.length > 0 && measures.length === 0 && total)
    throw new Refusal(`As a share of which number of ${wordsOf(mentions[0]?.dataset ?? '')}? Name it.`);
  const besides = filters.length + dimensions.length + times.length + mentions.length + having.length + more.length;
  if (!share || whole?.kind !== 'metric' || share.at >= whole.at || besides > 0 || subject) return undefined;
  const totals = [part?.metric, whole.metric].every(name => catalogue.metrics.get(name ?? '')?.additive);
  if (!part || others.length > 0 || plan.steps?.length || !totals || part.metric === whole.metric) return undefined;
  const built = buildMeasure(context, whole);
  const next = withMore(context, plan, [built]);
  return { ...next, steps: [ratio(`share_${part.name}`, part.name, built.measure.name, '%')] };
}

/** "only the revenue": the other numbers of the last answer go. */
function withOnly(
  context: BuildContext,
  plan: PlanInput,
  named: BuildContext['draft']['measures'],
): PlanInput | undefined {
  if (!context.draft.followUp.has('only')) return undefined;
  const columns = named.map(measure => columnOf(context, plan, measure));
  if (columns.some(column => column === undefined)) return undefined;
  const others = (plan.measures ?? []).map(measure => measure.name).filter(name => !columns.includes(name));
  return others.reduce(withoutMeasure, plan);
}

/** Sorting or ranking by a number that is there adds none. */
function isOnlySortedBy(
  context: BuildContext,
  plan: PlanInput,
  measure: BuildContext['draft']['measures'][number],
): boolean {
  const { sort, rank } = context.draft;
  const by = [sort?.by, rank?.by].some(b => b !== undefined && 'kind' in b && b === measure);
  return by && columnOf(context, plan, measure) !== undefined;
}

/** One more number is counted by its own date, as it would be alone. */
function withMore(context: BuildContext, plan: PlanInput, built: readonly Built[]): PlanInput {
  const first = plan.measures?.[0]?.metric;
  const usual = plan.time && usualDate(context, context.anchors[0] ?? '', first)?.id === plan.time.field;
  const fresh = built
    .filter(b => !plan.measures?.some(m => m.name === b.measure.name))
    .map((b): Measure => {
      const own = usual ? usualDate(context, b.home, b.metric)?.id : undefined;
      return own !== undefined && own !== plan.time?.field ? { ...b.measure, timeField: own } : b.measure;
    });
  return { ...plan, measures: [...(plan.measures ?? []), ...fresh] };
}

/** A number in another's place is counted by its own usual date, unless another was named. */
function withOwnDate(context: BuildContext, plan: PlanInput, built: Built | undefined): PlanInput {
  if (!plan.time || !built) return plan;
  const own = usualDate(context, built.home, built.metric);
  if (!own) throw new Refusal(reasons.numberDateCant);
  if (own.id === plan.time.field) return plan;
  context.assumptions.push({
    id: 'date',
    kind: 'date',
    text: `Counted by ${own.label.toLowerCase()}.`,
    chosen: own.id,
    choices: [],
  });
  return { ...plan, time: { ...plan.time, field: own.id } };
}

/**
 * "show their revenue in 2025", behind a list of shops: a number of what happened to them, for each of them, counted by
 * its own date and not by theirs.
 */
function ofListed(context: BuildContext, plan: PlanInput, built: readonly Built[]): PlanInput {
  const [listed = ''] = context.anchors;
  const homes = [...new Set(built.map(b => b.home))];
  const far = homes.every(home => context.catalogue.reach(home, listed).kind === 'up');
  const each = far && context.draft.followUp.has('each') ? entityFields(context, listed) : [];
  const groups = asGroups(
    context,
    plan,
    built.map(b => b.measure),
  );
  const dimensions = each.map(field => ({ field: field.id, name: field.name }));
  const next = dimensions.length > 0 ? { ...groups, dimensions } : groups;
  if (far) context.anchors = homes;
  return withOwnDate(context, next, built[0]);
}

/** A listing as numbers over the same rows. */
function asGroups(context: BuildContext, plan: PlanInput, measures: Measure[]): PlanInput {
  const { limit: _, ...rest } = plan;
  if (plan.limit !== undefined && plan.orderBy?.length) throw new Refusal(reasons.lastAnswerShows);
  context.countsOnly = true;
  return { ...rest, fields: [], orderBy: [], measures };
}

/** Rows counted instead of listed. */
export function counted(context: BuildContext, plan: PlanInput): PlanInput {
  const dataset = context.anchors[0] ?? '';
  context.assumptions.push({
    id: 'counted',
    kind: 'name',
    text: `The ${dataset.replaceAll('_', ' ')} of the last answer are counted.`,
    chosen: dataset,
    choices: [],
  });
  return asGroups(context, plan, [countOf(context, dataset).measure]);
}

/** One measure takes another's place in steps, order and having. */
export function renamed(plan: PlanInput, fresh: readonly Measure[]): PlanInput {
  const old = plan.measures ?? [];
  const [from] = old;
  const [to] = fresh;
  if (!from || !to || old.length !== 1 || fresh.length !== 1) {
    if (old.some(m => m.filters) || plan.topPerGroup || plan.having?.length || plan.limit !== undefined)
      throw new Refusal(reasons.unclearNumberLast);
    return { ...plan, measures: [...fresh], steps: [], having: [], orderBy: [] };
  }
  if ((plan.having ?? []).some(h => h.column === from.name)) throw new Refusal(reasons.lastAnswerKeeps);
  const swap = (name: string) => (name === from.name ? to.name : name);
  const stepNames = new Map((plan.steps ?? []).map(s => [s.name, s.name.replace(from.name, to.name)]));
  const column = (name: string) => stepNames.get(name) ?? swap(name);
  const steps = (plan.steps ?? []).map(
    step => ('measure' in step ? { ...step, measure: swap(step.measure), name: column(step.name) } : step) as Step,
  );
  if (steps.some(s => !('measure' in s))) throw new Refusal(reasons.lastAnswerMade);
  return {
    ...plan,
    measures: [{ ...to, ...(from.filters ? { filters: from.filters } : {}) }],
    steps,
    orderBy: (plan.orderBy ?? []).map(o => ({ ...o, column: column(o.column) })),
    ...(plan.topPerGroup ? { topPerGroup: { ...plan.topPerGroup, column: column(plan.topPerGroup.column) } } : {}),
  };
}

/** The plan without the numbers that are named. */
export function withoutMeasures(context: BuildContext, plan: PlanInput): PlanInput {
  let next = plan;
  for (const measure of context.draft.measures) next = withoutMeasure(next, columnOf(context, next, measure));
  return next;
}

function withoutMeasure(plan: PlanInput, column: string | undefined): PlanInput {
  if (column === undefined) throw new Refusal(reasons.lastAnswerSuchNumber);
  const rest = JSON.stringify([plan.steps, plan.orderBy, plan.having, plan.topPerGroup]);
  if (rest.includes(`"${column}"`)) throw new Refusal(reasons.restLastAnswer);
  const measures = (plan.measures ?? []).filter(m => m.name !== column);
  if (measures.length === 0) throw new Refusal(reasons.lastAnswerWouldNumber);
  return { ...plan, measures };
}
