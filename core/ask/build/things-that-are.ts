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
  if (!draft.rank && draft.having.length === 0) return [];
  const measures = [...draft.measures, ...draft.having.map(({ measure }) => measure)];
  const homes = new Set(measures.map(measure => datasetsOfMeasure(context, measure)));
  return (subject ? [subject, ...draft.dimensions] : draft.dimensions).flatMap(thing => {
    const dataset = datasetOf(context, thing);
    if (dataset === undefined || [...homes].every(home => catalogue.reach(home, dataset).kind !== 'up')) return [];
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
