import type { Dimension, Plan } from '../../plan/schema.ts';
import type { Dataset, Grain } from '../../semantic/model/types.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { DraftDimension, FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { scopeBeside } from '../roles.ts';
import { stemsOf } from '../words.ts';
import { type BuildContext, capital, settleChoice, wordsOf } from './context.ts';
import { partDimension, periodDimension } from './date-parts.ts';
import { groupFields } from './entity-fields.ts';
import { type Built, columnName } from './measures.ts';

/** Months are parts of quarters and of years; weeks of neither. */
const isFiner = (part: Grain | undefined, whole: Grain): boolean => {
  const within: Partial<Record<Grain, readonly Grain[]>> = {
    day: ['week', 'month', 'quarter', 'year'],
    month: ['quarter', 'year'],
    quarter: ['year'],
  };
  return part !== undefined && within[part]?.includes(whole) === true;
};

/** The grain that periods are grouped by and the date it is said of; undefined without one. */
export function grainOf(
  context: BuildContext,
): { grain: NonNullable<NonNullable<Plan['time']>['grain']>; fields: readonly FieldInfo[] } | undefined {
  const { draft } = context;
  const times = [...(draft.subject ? [draft.subject] : []), ...draft.dimensions].filter(d => d.kind === 'time');
  const dated = times.filter(({ fields }) => fields.length > 0);
  if (new Set(dated.map(({ fields }) => fields.map(({ id }) => id).join())).size > 1)
    throw new Refusal(reasons.periodsOneDate);
  const first = dated[0] ?? times[0];
  // "2024 compared to 2023 by quarter": no quarter is in both
  if (first && draft.compare && draft.times.length > 1) draft.compare = false;
  if (times.length > 1 && new Set(times.map(t => t.grain)).size > 1) throw new Refusal(reasons.onlyOnePeriod);
  if (first && draft.perPeriod === undefined) return { grain: first.grain, fields: first.fields };
  if (first && !isFiner(draft.perPeriod, first.grain))
    throw new Refusal(`An average of each ${draft.perPeriod} can’t be split by ${first.grain}.`);
  if (draft.perPeriod) return { grain: draft.perPeriod, fields: first?.fields ?? [] };
  if (draft.growth?.unit && !draft.times.some(t => t.phrase.points)) return { grain: draft.growth.unit, fields: [] };
  if (draft.growth?.offset === 'previousYear' && draft.times.length === 0) return { grain: 'year', fields: [] };
  // "how did it develop in 2024 compared to 2023": the two stand side by side
  if ((draft.trend && !(draft.compare && draft.times.length > 1)) || draft.running || draft.moving !== undefined) {
    const grain = 'month';
    context.assumptions.push({ id: 'grain', kind: 'range', text: `Shown by ${grain}.`, chosen: grain, choices: [] });
    return { grain, fields: [] };
  }
  return undefined;
}

/**
 * "how many operators are in each plant": of things in two roles, the plants that they belong to, and not those where they
 * once did something.
 */
function ownOf({ catalogue, anchors, countsOnly, assumptions }: BuildContext, dataset: string): string {
  const leads = (to: string) => anchors.every(anchor => catalogue.hasOne(anchor, to));
  if (!countsOnly || anchors.length === 0 || leads(dataset)) return dataset;
  const source = JSON.stringify(catalogue.datasets.get(dataset)?.source);
  // "suppliers by customer region", where suppliers have a region too: whose it is has been said
  const said = stemsOf(dataset);
  const names = ({ name }: Dataset) => said.every(stem => stemsOf(name).includes(stem));
  const [own, ...more] = [...catalogue.datasets.values()].filter(
    other => other.name !== dataset && JSON.stringify(other.source) === source && leads(other.name) && names(other),
  );
  if (!own || more.length > 0) return dataset;
  assumptions.push({
    id: `own:${dataset}`,
    kind: 'name',
    text: `${capital(wordsOf(dataset))} are taken as ${wordsOf(own.name)}.`,
    chosen: own.name,
    choices: [],
  });
  return own.name;
}

/** "top two suppliers per region": the region that the suppliers are in, and not that of those who buy. */
function ofRanked({ draft, catalogue }: BuildContext, choice: FieldChoice): FieldChoice {
  if (!draft.rank || draft.subject?.kind !== 'entity') return choice;
  const called = choice.options.filter(({ weight }) => weight >= 0.8);
  return { ...choice, scope: choice.scope ?? scopeBeside(catalogue, called, draft.subject.dataset) };
}

/** The dimensions of the plan: those of the question, its subject, and columns shown beside. */
export function dimensionsOf(
  context: BuildContext,
  subject: DraftDimension | undefined,
  built: readonly Built[],
  besides: readonly FieldInfo[] = [],
): Dimension[] {
  const { draft } = context;
  const list = [...draft.dimensions, ...(subject && !draft.dimensions.includes(subject) ? [subject] : [])];
  const fields: { field: FieldInfo; entity: boolean; by?: Pick<Dimension, 'bands' | 'width'> }[] = [];
  for (const dimension of list) {
    if (dimension.kind === 'time' || dimension.kind === 'part') continue;
    if (dimension.kind === 'field') {
      const { bands, width } = dimension;
      fields.push({
        field: settleChoice(context, ofRanked(context, dimension.choice)),
        entity: false,
        by: { bands, width },
      });
    } else
      fields.push(...groupFields(context, ownOf(context, dimension.dataset)).map(field => ({ field, entity: true })));
  }
  for (const choice of draft.beside) fields.push({ field: settleChoice(context, choice), entity: false });
  fields.push(...besides.map(field => ({ field, entity: true })));
  const unique = fields.filter((f, i) => fields.findIndex(g => g.field.id === f.field.id) === i);
  const leaves = unique.map(f => columnName(f.field.name));
  const parts = list.filter(dimension => dimension.kind === 'part');
  // "average monthly revenue per year": the months of each year
  const wholes = draft.perPeriod ? list.filter(dimension => dimension.kind === 'time') : [];
  const grouped = unique.map(({ field, by }, i) => {
    const leaf = leaves[i] ?? 'value';
    const clash = leaves.filter(l => l === leaf).length > 1;
    const name = clash ? columnName(`${field.dataset} ${field.name}`) : leaf;
    return { field: field.id, name, ...(by?.bands && { bands: by.bands }), ...(by?.width && { width: by.width }) };
  });
  return [
    ...grouped,
    ...wholes.slice(0, 1).map(whole => periodDimension(context, whole, built)),
    ...parts.map(part => partDimension(context, part, built)),
  ];
}
