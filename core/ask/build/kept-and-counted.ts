import type { PlanInput } from '../../plan/schema.ts';
import { thingsCounted } from '../counted-rows.ts';
import type { DraftDimension, DraftHaving } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, datasetsOfMeasure, settleChoice, wordsOf } from './context.ts';
import { type Built, columnName } from './measures.ts';

/** What is counted is not each group's things but those of them that pass. */
interface KeptAndCounted {
  readonly built: readonly Built[];
  /** Name of the number of those that are left; undefined where nothing is counted so. */
  readonly counted: string | undefined;
  readonly subject: DraftDimension | undefined;
}

/** "how many suppliers have more than 100 orders": group by the supplier, keep, count; by region where that was said. */
export function splitEntityCount(context: BuildContext, built: readonly Built[]): KeptAndCounted {
  const { draft, catalogue } = context;
  const plain = { built, counted: undefined, subject: draft.subject };
  const [measure, ...more] = draft.measures;
  const counts =
    measure?.kind === 'count' || (measure?.kind === 'metric' && catalogue.metrics.get(measure.metric)?.counts);
  if (draft.having.length === 0 || !counts || more.length > 0) return plain;
  const dataset = built[0]?.home ?? '';
  if (draft.having.some(h => datasetsOfMeasure(context, h.measure) === dataset && h.measure.kind === 'count'))
    return plain;
  const grouped = draft.subject !== undefined || draft.dimensions.length > 0;
  if (grouped && draft.share) return plain;
  if (grouped) refuseSaidBehindGroups(context, dataset, measure?.at ?? -1);
  if (grouped && !draft.having.every(h => isOfCounted(context, h, dataset, measure?.at ?? -1))) return plain;
  if (grouped) {
    groupBySubject(context);
    refuseOtherGroups(context, dataset);
  }
  return { built: [], counted: `number_of_${columnName(dataset)}`, subject: { kind: 'entity', dataset, at: -1 } };
}

/** "customers with more than 20 orders by region": said right behind them, and before the groups. */
function isOfCounted({ draft, catalogue }: BuildContext, having: DraftHaving, dataset: string, from: number): boolean {
  const { measure } = having;
  const counted =
    measure.kind === 'count'
      ? measure.dataset
      : measure.kind === 'metric'
        ? catalogue.metrics.get(measure.metric)?.home
        : undefined;
  if (counted === undefined || catalogue.reach(dataset, counted).kind !== 'down') return false;
  const groups = draft.dimensions.map(d => (d.kind === 'field' ? d.choice.at : d.at));
  const { subject } = draft;
  const isCounted = subject?.kind === 'entity' && catalogue.reach(dataset, subject.dataset).kind !== 'up';
  return measure.at > from && groups.every(at => at < from || at > measure.at) && !isCounted;
}

/** "number of customers by region with more than 20 orders": of the customers or of the regions? */
function refuseSaidBehindGroups({ draft, catalogue }: BuildContext, dataset: string, from: number): void {
  const groups = draft.dimensions.map(d => (d.kind === 'field' ? d.choice.at : d.at));
  const unclear = draft.having.find(({ measure }) => {
    const home = thingsCounted(catalogue, measure);
    const behind = groups.length > 0 && groups.every(at => at > from && at < measure.at);
    return home !== undefined && behind && catalogue.reach(dataset, home).kind === 'down';
  });
  if (unclear)
    throw new Refusal(
      `It is not clear whether each of the ${wordsOf(dataset)} or each group should have so many: say it right behind what is meant.`,
      draft.problems,
    );
}

/** "which region has the most customers with more than 20 orders": the regions are the groups. */
function groupBySubject({ draft }: BuildContext): void {
  const { subject } = draft;
  if (subject === undefined) return;
  if (!/^(field|entity)$/.test(subject.kind) || draft.dimensions.length > 0 || draft.nth !== undefined)
    throw new Refusal(reasons.unclearTheseThings);
  draft.dimensions = [subject];
}

/** Those groups that have the most of what is left. */
export function rankedCount({ draft }: BuildContext, plan: PlanInput, counted: string): PlanInput {
  const { rank } = draft;
  if (!rank) return plan;
  const limit = rank.count ?? (draft.subjectPlural ? 10 : 1);
  return { ...plan, orderBy: [{ column: counted, direction: rank.direction }], limit };
}

/** Each of the counted things must be in one group. */
function refuseOtherGroups(context: BuildContext, dataset: string): void {
  for (const dimension of context.draft.dimensions) {
    if (dimension.kind === 'time') continue;
    const of =
      dimension.kind === 'entity'
        ? dimension.dataset
        : dimension.kind === 'field'
          ? settleChoice({ ...context, anchors: [dataset] }, dimension.choice).dataset
          : undefined;
    if (of === undefined || !context.catalogue.hasOne(dataset, of)) refuseSeveralGroups(context, dataset);
  }
}

function refuseSeveralGroups({ draft }: BuildContext, dataset: string): never {
  throw new Refusal(
    `It is not clear whether each of the ${wordsOf(dataset)} should have so many in all or in each group.`,
    draft.problems,
  );
}

/** "orders without late lines per year": each is in one year by its own date, and not by those of its lines. */
export function periodOfCounted(
  context: BuildContext,
  counted: DraftDimension | undefined,
  time: PlanInput['time'],
): string[] {
  if (!time?.grain || counted?.kind !== 'entity') return [];
  const [owner = '', name = ''] = time.field.split('.');
  if (!context.catalogue.hasOne(counted.dataset, owner)) refuseSeveralGroups(context, counted.dataset);
  return [name];
}

/** Counts what is left, in each of the groups that were asked for. */
export function counting(name: string, by: readonly string[]): NonNullable<PlanInput['summarise']> {
  return {
    function: 'count',
    name,
    label: `Number of ${wordsOf(name.replace(/^number_of_/, ''))}`,
    ...(by.length > 0 ? { by: [...by] } : {}),
  };
}
