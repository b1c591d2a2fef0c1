import { parsePlan } from '../plan/parse.ts';
import type { Dimension, Filter, Measure, Plan, PlanInput, Step } from '../plan/schema.ts';
import { type BuildContext, settleChoice, settleFilter, wordsOf } from './build/context.ts';
import { buildMeasure, columnName, countsThings } from './build/measures.ts';
import { rangeOf } from './build/periods.ts';
import { entityFields } from './build/plan.ts';
import type { FieldInfo } from './catalogue.ts';
import { defaultDate } from './dates.ts';
import type { Draft } from './draft.ts';
import { Refusal } from './refusal.ts';

/** Whether a question goes on from the one before: it says so, or it names nothing to measure or list itself. */
export function isFollowUp(draft: Draft, previous: Plan | undefined): boolean {
  const marks = ['add', 'same', 'whatAbout', 'instead', 'remove', 'and'] as const;
  if (marks.some(mark => draft.followUp.has(mark))) return true;
  const sortsOnly =
    draft.sort?.by !== undefined &&
    'kind' in draft.sort.by &&
    draft.measures.length === 1 &&
    draft.dimensions.length === 0 &&
    draft.subject === undefined;
  if (
    sortsOnly &&
    draft.measures[0]?.kind === 'metric' &&
    previous?.measures.some(m => m.metric === (draft.measures[0]?.kind === 'metric' ? draft.measures[0].metric : ''))
  )
    return true;
  if (draft.measures.length > 0 || draft.having.length > 0 || draft.rank?.by || draft.per) return false;
  if (draft.subjectIs === 'which' || draft.subjectIs === 'list') return false;
  if (draft.subject !== undefined && draft.subjectIs === 'plain') return false;
  return draft.listFields.length === 0;
}

/** The earlier plan, changed by what the question adds, replaces or leaves out. */
export function followUp(context: BuildContext, previous: Plan): Plan {
  const { draft } = context;
  context.anchors = anchorsOf(context, previous);
  context.countsOnly =
    previous.fields.length > 0 ||
    previous.measures.every(
      m =>
        m.expression?.startsWith('COUNT(') ||
        (m.metric !== undefined && context.catalogue.metrics.get(m.metric)?.counts !== undefined),
    );
  for (const dimension of previous.dimensions) context.used.add(datasetOf(dimension.field));
  for (const filter of previous.where) if ('field' in filter) context.used.add(datasetOf(filter.field));
  let plan: PlanInput = structuredClone(previous) as PlanInput;
  const before = JSON.stringify(plan);
  plan = withMeasures(context, plan, previous);
  plan = withDimensions(context, plan);
  plan = withTimes(context, plan);
  plan = withFilters(context, plan);
  plan = withRank(context, plan);
  plan = withSteps(draft, plan);
  plan = withBare(draft, plan);
  if (JSON.stringify(plan) === before) throw new Refusal('It is not clear what should change in the last answer.');
  return parsePlan(plan);
}

const datasetOf = (field: string): string => field.split('.')[0] ?? '';

function anchorsOf(context: BuildContext, plan: Plan): string[] {
  if (plan.fields[0]) return [datasetOf(plan.fields[0])];
  const homes = plan.measures.map(
    m =>
      m.over ??
      (m.metric ? context.catalogue.metrics.get(m.metric)?.home : undefined) ??
      /([A-Za-z_]\w*)\./.exec(m.expression ?? '')?.[1] ??
      '',
  );
  const found = [...new Set(homes.filter(Boolean))];
  return found.length > 0 ? found : plan.dimensions.slice(0, 1).map(d => datasetOf(d.field));
}

function withMeasures(context: BuildContext, plan: PlanInput, previous: Plan): PlanInput {
  const { draft } = context;
  if (draft.measures.length === 0 || draft.sort?.by !== undefined) return plan;
  const built = draft.measures.map(m => buildMeasure(context, m).measure);
  context.countsOnly = context.countsOnly && draft.measures.every(m => countsThings(context, m));
  if (previous.fields.length > 0) return { ...plan, fields: [], orderBy: [], measures: built };
  const adds = draft.followUp.has('add') || (draft.followUp.has('and') && !draft.followUp.has('whatAbout'));
  if (adds) {
    const fresh = built.filter(b => !plan.measures?.some(m => m.name === b.name));
    return { ...plan, measures: [...(plan.measures ?? []), ...fresh] };
  }
  context.anchors = draft.measures.map(m => buildMeasure(context, m).home);
  return renamed(plan, previous.measures, built);
}

/** One measure takes another's place in steps, order and having. */
function renamed(plan: PlanInput, old: readonly Measure[], fresh: readonly Measure[]): PlanInput {
  const [from] = old;
  const [to] = fresh;
  if (!from || !to || old.length !== 1) return { ...plan, measures: [...fresh], steps: [], having: [], orderBy: [] };
  const swap = (name: string) => (name === from.name ? to.name : name);
  const steps = (plan.steps ?? []).map(
    step =>
      ('measure' in step
        ? { ...step, measure: swap(step.measure), name: step.name.replace(from.name, to.name) }
        : step) as Step,
  );
  const kept = { filters: from.filters, period: from.period };
  return {
    ...plan,
    measures: [
      { ...to, ...(kept.filters ? { filters: kept.filters } : {}), ...(kept.period ? { period: kept.period } : {}) },
      ...fresh.slice(1),
    ],
    steps,
    having: (plan.having ?? []).filter(h => h.column !== from.name),
    orderBy: (plan.orderBy ?? []).map(o => ({ ...o, column: swap(o.column) })),
    ...(plan.topPerGroup ? { topPerGroup: { ...plan.topPerGroup, column: swap(plan.topPerGroup.column) } } : {}),
  };
}

function withDimensions(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  const asked = [...draft.dimensions, ...(draft.subject && draft.subjectIs !== 'top' ? [draft.subject] : [])];
  const times = asked.filter(d => d.kind === 'time');
  const fields = asked.flatMap((d): FieldInfo[] =>
    d.kind === 'field'
      ? [settleChoice(context, d.choice)]
      : d.kind === 'entity'
        ? entityFields(context, d.dataset)
        : [],
  );
  let next = plan;
  if (times[0]) {
    const field =
      plan.time?.field ?? times[0].fields[0]?.id ?? defaultDate(context.catalogue, context.anchors[0] ?? '')?.id;
    if (!field) throw new Refusal(`${wordsOf(context.anchors[0] ?? 'They')} have no date to group by.`);
    next = { ...next, time: { ...next.time, field, grain: times[0].grain } };
  }
  const swapped = fields.length === 0 ? swapEntity(context, next) : undefined;
  if (swapped) return swapped;
  if (fields.length === 0) return next;
  const adds = draft.followUp.has('and') || draft.followUp.has('add');
  const kept = adds ? (next.dimensions ?? []) : [];
  const added = fields
    .filter(f => !kept.some(d => d.field === f.id))
    .map(
      (f): Dimension => ({
        field: f.id,
        name: uniqueName(f, [
          ...kept.map(d => d.name ?? ''),
          ...fields.filter(o => o !== f).map(o => columnName(o.name)),
        ]),
      }),
    );
  const dropsGrain =
    !adds && times.length === 0 && next.time?.grain !== undefined && (plan.dimensions ?? []).length === 0;
  const time =
    dropsGrain && next.time
      ? { field: next.time.field, ...(next.time.range ? { range: next.time.range } : {}) }
      : next.time;
  return { ...next, dimensions: [...kept, ...added], ...(time ? { time } : {}), orderBy: orderWithout(next, kept) };
}

const uniqueName = (field: FieldInfo, taken: readonly string[]): string =>
  taken.includes(columnName(field.name)) ? columnName(`${field.dataset} ${field.name}`) : columnName(field.name);

/** Order by a dimension that is gone is gone. */
const orderWithout = (plan: PlanInput, kept: readonly Dimension[]): PlanInput['orderBy'] =>
  (plan.orderBy ?? []).filter(
    o =>
      plan.measures?.some(m => m.name === o.column) ||
      plan.steps?.some(s => s.name === o.column) ||
      kept.some(d => d.name === o.column),
  );

/** "same for suppliers": the entity that was grouped by is replaced. */
function swapEntity(context: BuildContext, plan: PlanInput): PlanInput | undefined {
  const { draft } = context;
  const mention = draft.mentions[0];
  const swaps = draft.followUp.has('same') || draft.followUp.has('whatAbout') || draft.followUp.has('instead');
  if (!mention || !swaps || !plan.dimensions?.length || draft.filters.length > 0) return undefined;
  const fields = entityFields(context, mention.dataset);
  return {
    ...plan,
    dimensions: fields.map(f => ({ field: f.id, name: columnName(f.name) })),
    orderBy: orderWithout(plan, []),
  };
}

function withTimes(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  const [time] = draft.times;
  if (!time) return plan;
  if (plan.measures?.some(m => m.period))
    throw new Refusal('The last answer compares two periods; ask the whole question again with the new ones.');
  const named = time.fields.find(f => context.anchors.some(a => context.catalogue.reach(a, f.dataset).kind !== 'none'));
  const metric = plan.measures?.[0]?.metric;
  const usual = defaultDate(
    context.catalogue,
    context.anchors[0] ?? '',
    metric ? context.catalogue.metrics.get(metric) : undefined,
  );
  const field = named?.id ?? plan.time?.field ?? usual?.id;
  if (!field)
    throw new Refusal(`${wordsOf(context.anchors[0] ?? 'They')} have no date, so they can't be asked for by time.`);
  const range = rangeOf(context, time);
  const label = context.catalogue.fields.get(field)?.label.toLowerCase() ?? field;
  context.assumptions.push({ id: 'date', kind: 'date', text: `Counted by ${label}.`, chosen: field, choices: [] });
  if (plan.fields?.length)
    return { ...plan, where: [...(plan.where ?? []).filter(f => !('period' in f)), { field, period: range }] };
  return { ...plan, time: { ...plan.time, field, range } };
}

function withFilters(context: BuildContext, plan: PlanInput): PlanInput {
  let where = [...(plan.where ?? [])] as Filter[];
  for (const drafted of context.draft.filters) {
    const { filter, field } = settleFilter(context, drafted);
    const excludes = 'operator' in filter && (filter.operator === '!=' || filter.operator === 'notIn');
    const known = where.find(
      f => 'field' in f && f.field === field.id && 'values' in f && (f.operator === '=' || f.operator === 'in'),
    );
    const joins = context.draft.followUp.has('and') || context.draft.followUp.has('add');
    if (
      joins &&
      !excludes &&
      known &&
      'values' in known &&
      'values' in filter &&
      (filter.operator === '=' || filter.operator === 'in')
    ) {
      where = where.map(f =>
        f === known
          ? { field: field.id, operator: 'in', values: [...new Set([...known.values, ...filter.values])] }
          : f,
      );
      continue;
    }
    where = [...where.filter(f => excludes || !('field' in f && f.field === field.id && 'operator' in f)), filter];
  }
  for (const related of context.draft.related)
    where.push({ related: related.dataset, ...(related.negated ? { negated: true } : {}), where: [] });
  return { ...plan, where };
}

function withRank(context: BuildContext, plan: PlanInput): PlanInput {
  const { rank, sort } = context.draft;
  const by = rank?.by ? buildMeasure(context, rank.by).measure.name : undefined;
  const column = by ?? plan.steps?.at(-1)?.name ?? plan.measures?.find(m => !m.hidden)?.name;
  if (rank) {
    if (!column) throw new Refusal('By which number should they be ranked?');
    if (!plan.dimensions?.length && !plan.time?.grain)
      throw new Refusal('There is nothing to rank: the last answer is a single number.');
    return { ...plan, orderBy: [{ column, direction: rank.direction }], limit: rank.count ?? 10 };
  }
  const sortColumn = sort?.by && 'kind' in sort.by ? buildMeasure(context, sort.by).measure.name : column;
  if (sort && sortColumn) return { ...plan, orderBy: [{ column: sortColumn, direction: sort.direction ?? 'DESC' }] };
  return plan;
}

/** "only those above 65 %": of the first number. */
function withBare(draft: Draft, plan: PlanInput): PlanInput {
  const { bare } = draft;
  if (!bare) return plan;
  const column = plan.steps?.at(-1)?.name ?? plan.measures?.find(m => !m.hidden)?.name;
  if (!column) throw new Refusal(bare.problem.reason, [bare.problem]);
  return { ...plan, having: [...(plan.having ?? []), { column, operator: bare.operator, values: [...bare.values] }] };
}

function withSteps(draft: Draft, plan: PlanInput): PlanInput {
  const measures = (plan.measures ?? []).filter(m => !m.hidden);
  const steps: Step[] = [];
  if (draft.share) {
    if (!plan.dimensions?.length && !plan.time?.grain)
      throw new Refusal('There is nothing to take a share of: group by something first.');
    steps.push(...measures.map((m): Step => ({ kind: 'shareOfTotal', name: `share_of_${m.name}`, measure: m.name })));
  }
  const offset = draft.comparison ?? (draft.growth ? (draft.growth.offset ?? 'previousPeriod') : undefined);
  if (offset)
    steps.push(
      ...measures.flatMap((m): Step[] => [
        { kind: 'comparison', name: `${m.name}_before`, measure: m.name, with: offset, output: 'value' },
        { kind: 'comparison', name: `${m.name}_growth`, measure: m.name, with: offset, output: 'growth' },
      ]),
    );
  if (draft.running)
    steps.push(...measures.map((m): Step => ({ kind: 'runningTotal', name: `running_${m.name}`, measure: m.name })));
  return steps.length === 0
    ? plan
    : { ...plan, steps: [...(plan.steps ?? []).filter(s => !steps.some(n => n.name === s.name)), ...steps] };
}
