import type { Dimension, PlanInput } from '../../plan/schema.ts';
import type { DraftDimension } from '../draft.ts';
import { type BuildContext, datasetsOfMeasure } from './context.ts';
import { entityFields } from './entity-fields.ts';

/**
 * "which crew has the most jobs", "how many outages have more than one job": jobs of no crew are those of none of them,
 * so that what is missing is no thing that is ranked, kept or counted.
 */
export function thingsThatAre(
  context: BuildContext,
  subject: DraftDimension | undefined,
  dimensions: readonly Dimension[],
): NonNullable<PlanInput['having']> {
  const { draft, catalogue } = context;
  const lists = draft.sort !== undefined && subject?.kind === 'entity' && draft.subjectIs === 'list';
  if (!draft.rank && draft.having.length === 0 && !lists) return [];
  const measures = [...draft.measures, ...draft.having.map(({ measure }) => measure)];
  const homes = new Set(measures.map(measure => datasetsOfMeasure(context, measure)));
  return (subject ? [subject, ...draft.dimensions] : draft.dimensions).flatMap(thing => {
    const named = thing === subject ? calledByName(context, thing, dimensions) : undefined;
    if (named !== undefined) return [{ column: named, operator: 'isPresent' as const }];
    const dataset = datasetOf(context, thing);
    // "which list has the most songs": songs of no list are of none of them either
    const leads = thing.kind === 'entity' ? /^(up|down)$/ : /^up$/;
    if (dataset === undefined || [...homes].every(home => !leads.test(catalogue.reach(home, dataset).kind))) return [];
    const own = entityFields(context, dataset).map(field => field.id);
    const column = dimensions.findLast(({ field }) => own.includes(field))?.name;
    return column === undefined ? [] : [{ column, operator: 'isPresent' as const }];
  });
}

/** The things that a group is each one of: by their noun, or by the name that they have. */
function datasetOf({ catalogue }: BuildContext, thing: DraftDimension): string | undefined {
  if (thing.kind === 'entity') return thing.dataset;
  const field = thing.kind === 'field' ? thing.choice.options[0]?.field : undefined;
  return field && catalogue.nameField(field.dataset) === field ? field.dataset : undefined;
}

/**
 * "the three slowest clerks", "which manager sold the least": what has none was done by no clerk. Where all are shown
 * it stands in its line, unless the model says that it may be missing.
 */
function calledByName({ draft }: BuildContext, thing: DraftDimension, dimensions: readonly Dimension[]) {
  const field = thing.kind === 'field' ? thing.choice.options[0]?.field : undefined;
  const described = /\b(empty|missing|null|blank|none|unassigned)\b/i.test(field?.field.description ?? '');
  if (field?.kind !== 'text' || !(described || (draft.rank && !draft.sort))) return undefined;
  return dimensions.find(dimension => dimension.field === field.id)?.name;
}
