import type { Dimension, PlanInput, Step } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import { thingsCounted } from '../counted-rows.ts';
import type { FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { directionOf } from '../polarity.ts';
import { Clarification, Refusal } from '../refusal.ts';
import { rankedAverages } from './after-steps.ts';
import { rankedByChange } from './changed.ts';
import { type BuildContext, settleChoice } from './context.ts';
import { entityFields } from './entity-fields.ts';
import { type Built, buildMeasure } from './measures.ts';
import { shareOfTop, totalOfTop } from './top-share.ts';

/** Order, limit and the best of each group. */
export function ranked(
  context: BuildContext,
  plan: PlanInput,
  dimensions: readonly Dimension[],
  built: readonly Built[],
  steps: readonly Step[],
  besides: readonly FieldInfo[] = [],
): PlanInput {
  const { draft } = context;
  const { rank, sort } = draft;
  if (sort && !rank) return sorted(context, plan, built, steps);
  if (!rank) return plan;
  if (rank.word === 'first') return firstOfOrder(context, plan, built, steps);
  const together = shareOfTop(context, plan, dimensions, steps) ?? totalOfTop(context, plan, dimensions, steps);
  if (together) return together;
  const change = rankedByChange(context, steps, rank.direction);
  // "sorted by order count, top 3": the number that they are in the order of.
  const sortedBy = sort?.by && 'kind' in sort.by ? sort.by : undefined;
  const rankedBy = rank.by ?? sortedBy;
  const named = rankedBy && buildMeasure(context, rankedBy).measure.name;
  // "top 3 brands by percentage of late lines": not by how many are late
  const ofShare = rankedBy && draft.share && draft.share.at < rankedBy.at ? shareOf(steps, named) : undefined;
  const by =
    change?.column ??
    ofPeriods(context, plan, steps) ??
    ofShare ??
    (named && !(rank.perThing && steps.length > 0) ? named : (steps.at(-1)?.name ?? built[0]?.measure.name));
  const direction = change?.direction ?? directionOfWord(context);
  if (by === undefined || (rank.by === undefined && built.length === 0)) throw new Refusal(reasons.numberShouldThey);
  if (!plan.measures?.some(m => m.name === by) && !steps.some(s => s.name === by))
    plan.measures = [...(plan.measures ?? []), ...(rank.by ? [buildMeasure(context, rank.by).measure] : [])];
  if (rank.byField && rank.by === undefined)
    throw new Refusal(`${rank.byField.text} is a number of each; say of which things they should be ranked by it.`);
  refuseOneEach(context, dimensions, built);
  // "which of them the most? highest first": all of them in that order
  if (sort?.direction && rank.count === undefined && draft.subjectPlural && dimensions.length > 0)
    return { ...plan, orderBy: [{ column: by, direction }] };
  const count = rank.count ?? defaultCount(context);
  const ofAverages = dimensions.length > 0 ? rankedAverages(plan, direction, count) : undefined;
  if (ofAverages) return ofAverages;
  const subjectNames = subjectColumns(context, dimensions);
  const beside = dimensions.filter(
    d =>
      draft.beside.some(({ options }) => options.some(o => o.field.id === d.field)) ||
      besides.some(field => field.id === d.field),
  );
  const others = dimensions
    .filter(d => !beside.includes(d))
    .map(d => d.name ?? '')
    .filter(name => !subjectNames.includes(name));
  const overTime = plan.time?.grain !== undefined && draft.subject?.kind !== 'time';
  const groups = [...others, ...(overTime && plan.time ? [plan.time.field.split('.').at(-1) ?? ''] : [])];
  if (draft.nth !== undefined) return oneOfPlace(plan, by, direction, draft.nth, groups);
  if (groups.length > 0 && (subjectNames.length > 0 || draft.subject?.kind === 'time'))
    return { ...plan, topPerGroup: { by: groups, column: by, direction, count } };
  if (subjectNames.length === 0 && draft.subject?.kind !== 'time' && dimensions.length === 0)
    throw new Refusal(reasons.thingsShouldRanked);
  return { ...plan, orderBy: [{ column: by, direction }], limit: count };
}

/** "top 3 regions by revenue, 1996 against 1997": by which of the two, or by how much it changed? */
function ofPeriods({ choices }: BuildContext, plan: PlanInput, steps: readonly Step[]): string | undefined {
  const inPeriods = (plan.measures ?? []).filter(({ period }) => period !== undefined);
  if (inPeriods.length < 2) return undefined;
  const columns = [...(steps.length > 2 && inPeriods.length > 2 ? [] : inPeriods), ...steps];
  const chosen = columns.find(({ name }) => name === choices['rankedBy']);
  if (chosen) return chosen.name;
  throw new Clarification(
    reasons.rankedByWhich,
    columns.map(({ name, label = name }) => ({ label, choices: { rankedBy: name } })),
  );
}

/** The part that a number is of a whole. */
const shareOf = (steps: readonly Step[], measure: string | undefined): string | undefined =>
  steps.find(step => step.kind === 'ratio' && step.numerator === measure)?.name;

/** "sorted by revenue descending, first 10": so many of that order, and not those with the lowest number. */
function firstOfOrder(
  context: BuildContext,
  plan: PlanInput,
  built: readonly Built[],
  steps: readonly Step[],
): PlanInput {
  const { rank, sort } = context.draft;
  if ((!sort?.direction && !sort?.by) || !plan.dimensions?.length || !rank?.count)
    throw new Refusal(reasons.firstOrderSay);
  return { ...sorted(context, plan, built, steps), limit: rank.count };
}

/** "second best region": the one in that place, in each of the groups. */
const oneOfPlace = (
  plan: PlanInput,
  measure: string,
  direction: 'ASC' | 'DESC',
  place: number,
  within: readonly string[],
): PlanInput => ({
  ...plan,
  steps: [
    ...(plan.steps ?? []),
    { kind: 'rank', name: 'place', measure, direction, ...(within.length > 0 ? { within: [...within] } : {}) },
  ],
  having: [...(plan.having ?? []), { column: 'place', operator: '=', values: [place] }],
});

/** "best month for late lines": whether more is better is known only by the number. */
function directionOfWord({ catalogue, draft, assumptions }: BuildContext): 'ASC' | 'DESC' {
  const { rank, measures } = draft;
  const measure = rank?.by ?? measures[0];
  const word = rank?.word ?? rank?.priced;
  if (!rank || !word || !measure) return rank?.direction ?? 'DESC';
  // "revenue of the last 3 orders": in time, and not by their revenue
  const dated =
    draft.subject?.kind === 'entity' && catalogue.fieldsOf(draft.subject.dataset).some(f => f.kind === 'time');
  if (dated && /^(the )?(first|last)$/.test(word)) throw new Refusal(reasons.firstInTime);
  const { direction, note } = directionOf(catalogue, word, rank.direction, measure);
  if (note) assumptions.push({ id: 'polarity', kind: 'name', text: note, chosen: 'polarity', choices: [] });
  return direction;
}

/** "the biggest orders" by how many orders each order is: nothing to rank by. */
function refuseOneEach(
  { catalogue, draft }: BuildContext,
  dimensions: readonly Dimension[],
  built: readonly Built[],
): void {
  const [only, ...more] = built;
  const measure = draft.rank?.by ?? draft.measures[0];
  const counts = thingsCounted(catalogue, measure);
  const key = counts === undefined ? undefined : catalogue.keyField(counts);
  if (only && more.length === 0 && key && dimensions.some(dimension => dimension.field === key.id))
    throw new Refusal(reasons.numberShouldThey);
}

/** "which country" is one; "which countries" without a number is ten, and said. */
function defaultCount(context: BuildContext): number {
  const { draft } = context;
  if (!draft.subjectPlural) return 1;
  context.assumptions.push({
    id: 'limit',
    kind: 'limit',
    text: reasons.numberNamedFirst,
    chosen: '10',
    choices: [],
  });
  return 10;
}

function subjectColumns(context: BuildContext, dimensions: readonly Dimension[]): string[] {
  const { subject } = context.draft;
  if (subject?.kind === 'entity')
    return dimensions
      .filter(d => entityFields(context, subject.dataset).some(field => field.id === d.field))
      .map(d => d.name ?? '');
  if (subject?.kind === 'field')
    return dimensions.filter(d => subject.choice.options.some(o => o.field.id === d.field)).map(d => d.name ?? '');
  if (subject?.kind === 'part') return dimensions.filter(d => d.part === subject.part).map(d => d.name ?? '');
  if (subject !== undefined) return [];
  // "revenue per country, top 3 per region": what is named after the rank are its groups
  const { rank, dimensions: drafted } = context.draft;
  const before = drafted.filter(d => d.kind !== 'time' && (d.kind === 'field' ? d.choice.at : d.at) < (rank?.at ?? 0));
  if (before.length === 0 || before.length === drafted.length) return dimensions.map(d => d.name ?? '');
  return dimensions
    .filter(d =>
      before.some(b =>
        b.kind === 'field'
          ? b.choice.options.some(o => o.field.id === d.field)
          : b.kind === 'entity' && d.field.startsWith(`${b.dataset}.`),
      ),
    )
    .map(d => d.name ?? '');
}

function sorted(context: BuildContext, plan: PlanInput, built: readonly Built[], steps: readonly Step[]): PlanInput {
  const { sort } = context.draft;
  if (!sort) return plan;
  const named = plan.time?.grain ? plan.time.field.split('.').at(-1) : plan.dimensions?.[0]?.name;
  const dated = sort.byDate && plan.time?.grain !== undefined;
  if ((sort.byName || dated) && named)
    return { ...plan, orderBy: [{ column: named, direction: sort.direction ?? 'ASC' }] };
  if (sort.byDate && !sort.byName && sort.by === undefined) throw new Refusal(reasons.dateShouldThey);
  const column =
    sort.by === undefined
      ? (steps.at(-1)?.name ?? built[0]?.measure.name)
      : 'kind' in sort.by
        ? buildMeasure(context, sort.by).measure.name
        : columnOfField(context, plan, sort.by);
  if (column === undefined) return plan;
  const plain = sort.direction ?? (sort.by && !('kind' in sort.by) ? 'ASC' : 'DESC');
  const [measure] = context.draft.measures;
  const judged =
    sort.word !== undefined && measure ? directionOf(context.catalogue, sort.word, plain, measure) : undefined;
  if (judged?.note)
    context.assumptions.push({
      id: 'polarity',
      kind: 'reading',
      text: judged.note,
      chosen: judged.direction,
      choices: [],
    });
  return { ...plan, orderBy: [{ column, direction: judged?.direction ?? plain }] };
}

function columnOfField(context: BuildContext, plan: PlanInput, choice: FieldChoice): string | undefined {
  const field = settleChoice(context, choice);
  const dimension = plan.dimensions?.find(d => d.field === field.id);
  if (!dimension) throw new Refusal(`${field.label} is not part of the result, so it can't be sorted by.`);
  return dimension.name;
}
