import { lowerFirst } from '../../plan/labels.ts';
import type { Dimension, PlanInput } from '../../plan/schema.ts';
import { type BuildContext, settleChoice } from '../build/context.ts';
import { partDimension } from '../build/date-parts.ts';
import { entityFields } from '../build/entity-fields.ts';
import { columnName } from '../build/measures.ts';
import { usualDate } from '../build/time.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { Draft, DraftDimension } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { asksAnew } from './anew.ts';
import { counted } from './measures.ts';
import { names, thingsShown } from './named.ts';
import { withField } from './order.ts';
import { withOtherRole } from './other-role.ts';
import { withGrain } from './times.ts';

/** What is grouped by: in place of what was, or on top of it; of a listing, more fields or a count by groups. */
export function withDimensions(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  const all = ofAll(context, plan);
  if (all) return all;
  const grouped = draft.dimensions.filter(d => !isGroupOfRank(context, plan, d));
  const listing = (plan.fields?.length ?? 0) > 0;
  const shown = [
    ...(draft.subject && (!listing || !draft.rank) ? [draft.subject] : []),
    ...draft.listFields.map(asField),
  ];
  if (listing && grouped.length === 0) return withFields(context, plan, shown);
  const asked = [...grouped, ...shown];
  if (asked.length === 0) return withSwappedEntity(context, plan);
  if (!listing && draft.listFields.length > 0 && !haveOneEach(context, plan))
    throw new Refusal(
      `It is not clear what to do with “${draft.listFields[0]?.text}”: its total, its average, or group by it?`,
    );
  const base = listing ? counted(context, plan) : plan;
  const times = asked.filter(d => d.kind === 'time');
  if (new Set(times.map(t => t.grain)).size > 1) throw new Refusal(reasons.onlyOnePeriod);
  const [time] = times;
  const next = time ? withGrain(context, base, time.grain, time.fields) : base;
  // "by month instead" takes the place of what was grouped by
  const instead = time !== undefined && draft.followUp.has('instead') && asked.every(d => d.kind === 'time');
  if (instead && next.topPerGroup) throw new Refusal(reasons.lastAnswerRanks);
  return instead
    ? { ...next, dimensions: [], orderBy: orderWithout(next, []) }
    : withGroups(context, next, asked, time !== undefined);
}

/** "what is their balance", of an answer by supplier: each has one, which stands beside it. */
function haveOneEach(context: BuildContext, plan: PlanInput): boolean {
  const { catalogue, draft } = context;
  const things = thingsShown(catalogue, plan);
  const fields = draft.listFields.map(choice => settleChoice(context, choice));
  const hasOne = fields.every(({ dataset }) => things.some(thing => catalogue.hasOne(thing, dataset)));
  if (hasOne) draft.followUp.add('add');
  return hasOne;
}

/** "same for all channels", of an answer by channel: those too that were left out. */
function ofAll({ draft }: BuildContext, plan: PlanInput): PlanInput | undefined {
  const [only, ...more] = draft.dimensions;
  if (only?.kind !== 'entity' || !only.all || more.length > 0 || draft.subject) return undefined;
  const isOfThem = ({ field }: { readonly field: string }) => field.startsWith(`${only.dataset}.`);
  if (!plan.dimensions?.length || !plan.dimensions.every(isOfThem)) return undefined;
  return { ...plan, where: (plan.where ?? []).filter(filter => !('field' in filter && isOfThem(filter))) };
}

const asField = (choice: Extract<DraftDimension, { kind: 'field' }>['choice']): DraftDimension => ({
  kind: 'field',
  choice,
});

/** "top 2 per gallery": the gallery is grouped by already. */
function isGroupOfRank(context: BuildContext, plan: PlanInput, dimension: DraftDimension): boolean {
  const { rank } = context.draft;
  const at = dimension.kind === 'field' ? dimension.choice.at : dimension.at;
  if (!rank || at < rank.at) return false;
  if (dimension.kind === 'time') return plan.time?.grain === dimension.grain;
  return (plan.dimensions ?? []).some(d => names(context, dimension, d));
}

const fieldsOf = (context: BuildContext, asked: readonly DraftDimension[]): FieldInfo[] =>
  asked.flatMap((d): FieldInfo[] =>
    d.kind === 'field'
      ? [settleChoice(context, d.choice)]
      : d.kind === 'entity'
        ? entityFields(context, d.dataset)
        : [],
  );

function withFields(context: BuildContext, plan: PlanInput, shown: readonly DraftDimension[]): PlanInput {
  if (shown.some(d => d.kind === 'time' || d.kind === 'part')) throw new Refusal(reasons.lastAnswerListRows);
  const home = context.anchors[0] ?? '';
  return fieldsOf(context, shown).reduce((next, field) => {
    if (!context.catalogue.hasOne(home, field.dataset))
      throw new Refusal(`The rows of the last answer have no single ${field.label.toLowerCase()}.`);
    return withField(next, field);
  }, plan);
}

function withGroups(
  context: BuildContext,
  plan: PlanInput,
  asked: readonly DraftDimension[],
  timed: boolean,
): PlanInput {
  const { draft } = context;
  const fields = fieldsOf(context, asked);
  const parts = asked.flatMap(d => (d.kind === 'part' ? [partOf(context, plan, d)] : []));
  if (fields.length + parts.length === 0) return plan;
  const before = plan.dimensions ?? [];
  // "top 3 artists" of an answer by artist keeps its groups
  if (draft.rank && parts.length === 0 && fields.every(f => before.some(d => d.field === f.id))) return plan;
  const rankedWithin =
    draft.rank !== undefined &&
    asked.every(d => (d.kind === 'field' ? d.choice.at : d.at) > (draft.rank?.at ?? 0)) &&
    draft.subjectIs !== 'top';
  const adds = (draft.followUp.has('and') && !asksAnew(draft)) || draft.followUp.has('add') || rankedWithin;
  const kept = adds ? before.filter(group => !takesItsPlace(context, group, fields)) : [];
  const fresh = fields.filter(f => !kept.some(d => d.field === f.id));
  const added = fresh.map(
    (f): Dimension => ({
      field: f.id,
      name: uniqueName(f, [...kept.map(d => d.name ?? ''), ...fresh.filter(o => o !== f).map(o => columnName(o.name))]),
    }),
  );
  added.push(...parts.filter(({ name }) => !kept.some(d => d.name === name)));
  if (!adds && plan.topPerGroup) throw new Refusal(reasons.lastAnswerRanks);
  const dropsGrain =
    !adds && !timed && !draft.followUp.has('split') && plan.time?.grain !== undefined && before.length === 0;
  const { grain: _, ...untimed } = plan.time ?? { field: '' };
  const time = dropsGrain ? (untimed.range ? untimed : undefined) : plan.time;
  const { time: __, ...rest } = plan;
  return {
    ...rest,
    ...(time ? { time } : {}),
    dimensions: [...kept, ...added],
    orderBy: orderWithout(plan, [...kept, ...added]),
  };
}

/** "and by supplier region?", of an answer by customer region: the other one of the two, or every pair of them. */
function takesItsPlace(context: BuildContext, group: Dimension, fields: readonly FieldInfo[]): boolean {
  const { catalogue, choices, draft } = context;
  const field = catalogue.fields.get(group.field);
  const source = (dataset: string) => JSON.stringify(catalogue.datasets.get(dataset)?.source);
  const twin = fields.find(
    each =>
      field !== undefined &&
      each.dataset !== field.dataset &&
      source(each.dataset) === source(field.dataset) &&
      each.field.text === field.field.text,
  );
  if (!twin || draft.followUp.has('add')) return false;
  const chosen = choices['twins'] === 'both' ? 'both' : 'instead';
  context.assumptions.push({
    id: 'twins',
    kind: 'name',
    text: `${twin.label} is taken ${chosen === 'both' ? 'beside' : 'in place of'} ${lowerFirst(field?.label ?? '')}.`,
    chosen,
    choices: [
      { id: 'instead', label: 'In its place' },
      { id: 'both', label: 'Both' },
    ],
  });
  return chosen === 'instead';
}

/** The weekday of the date that the last answer is counted by. */
export function partOf(context: BuildContext, plan: PlanInput, dimension: Extract<DraftDimension, { kind: 'part' }>) {
  const built = (plan.measures ?? []).map(measure => {
    const home = measure.metric === undefined ? undefined : context.catalogue.metrics.get(measure.metric)?.home;
    return { measure, home: home ?? measure.over ?? context.anchors[0] ?? '', metric: measure.metric };
  });
  const field = plan.time && context.catalogue.fields.get(plan.time.field);
  const said = dimension.fields.length === 0 && field ? { ...dimension, fields: [field] } : dimension;
  return partDimension(context, said, built);
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
function withSwappedEntity(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  const mention = draft.mentions[0];
  if (mention && saysDateOnly(context, mention, plan)) {
    draft.mentions = [];
    return plan;
  }
  const swaps = draft.followUp.has('same') || draft.followUp.has('whatAbout') || draft.followUp.has('instead');
  const role =
    mention && swaps && draft.mentions.length === 1 ? withOtherRole(context, plan, mention.dataset) : undefined;
  if (role) {
    draft.mentions = [];
    return role;
  }
  if (!mention || !swaps || !plan.dimensions?.length || draft.filters.length > 0 || draft.mentions.length > 1)
    return plan;
  const counted = plan.measures?.some(
    m => m.metric !== undefined && context.catalogue.metrics.get(m.metric)?.counts !== undefined,
  );
  const grouped = plan.dimensions.some(d => {
    const field = context.catalogue.fields.get(d.field);
    return field?.isKey || (field && field === context.catalogue.nameField(field.dataset));
  });
  if (counted && !grouped) throw new Refusal(reasons.lastAnswerCounts, draft.problems);
  draft.mentions = [];
  const dimensions = entityFields(context, mention.dataset).map(f => ({ field: f.id, name: columnName(f.name) }));
  return { ...plan, dimensions, orderBy: orderWithout(plan, dimensions) };
}

/** "same for orders of 1997", counted by their date: when, and not by which. */
function saysDateOnly(context: BuildContext, mention: Draft['mentions'][number], plan: PlanInput): boolean {
  const [measure] = plan.measures ?? [];
  const home = measure?.metric === undefined ? undefined : context.catalogue.metrics.get(measure.metric)?.home;
  const usual = home === undefined ? undefined : usualDate(context, home, measure?.metric);
  const date = plan.time?.field ?? usual?.id;
  const dated = context.draft.times.some(({ at }) => at > mention.at && at - mention.at <= 2);
  return dated && date?.startsWith(`${mention.dataset}.`) === true;
}

/** The plan without a grouping or field that is named. */
export function withoutDimensions(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  const asked = [...draft.dimensions, ...(draft.subject ? [draft.subject] : []), ...draft.listFields.map(asField)];
  return asked.reduce((next, dimension) => withoutDimension(context, next, dimension), plan);
}

function withoutDimension(context: BuildContext, plan: PlanInput, dimension: DraftDimension): PlanInput {
  if (dimension.kind === 'time') {
    if (plan.time?.grain !== dimension.grain) throw new Refusal(`The last answer is not by ${dimension.grain}.`);
    const { grain: _, ...time } = plan.time;
    const { time: __, ...rest } = plan;
    return time.range ? { ...plan, time } : rest;
  }
  const named = (field: string) => names(context, dimension, { field });
  const grouped = (group: Dimension) => names(context, dimension, group);
  if (plan.fields?.some(named)) {
    const fields = plan.fields.filter(id => !named(id));
    if (fields.length === 0) throw new Refusal(reasons.lastAnswerWould);
    return { ...plan, fields };
  }
  if (!plan.dimensions?.some(grouped)) throw new Refusal(reasons.lastAnswerGrouped);
  const gone = plan.dimensions.filter(grouped).map(d => d.name);
  if (plan.topPerGroup?.by.some(name => gone.includes(name))) throw new Refusal(reasons.lastAnswerRanksWithin);
  const dimensions = plan.dimensions.filter(d => !grouped(d));
  return { ...plan, dimensions, orderBy: orderWithout(plan, dimensions) };
}
