import type { PlanInput } from '../../plan/schema.ts';
import type { Draft } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';

/**
 * "stock of the parts that nobody ordered": the parts are what there are no orders of. The stock is of a part at one
 * supplier, and which of those rows were (never) ordered is another question, whose number is not given for this one.
 */
export function refuseRelatedToOthers(
  { draft, catalogue }: BuildContext,
  { where = [], time }: PlanInput,
  mentions: Draft['mentions'],
): void {
  const reach = (from: string, to: string) => catalogue.reach(from, to).kind;
  const dated = time && catalogue.fields.get(time.field)?.dataset;
  const related = [...where.flatMap(filter => ('related' in filter ? filter.related : [])), ...(dated ? [dated] : [])];
  const homes = draft.measures.flatMap(measure =>
    measure.kind === 'metric' ? (catalogue.metrics.get(measure.metric)?.home ?? []) : [],
  );
  for (const home of homes.filter(each => related.some(other => reach(each, other) === 'down'))) {
    const parents = mentions.filter(({ dataset }) => reach(home, dataset) === 'up');
    const things = parents.find(({ dataset }) => related.some(other => reach(dataset, other) === 'down'))?.dataset;
    if (things === undefined) continue;
    const said = wordsOf(home);
    throw new Refusal(
      `${capital(said)} is not of ${wordsOf(things)} alone, so it is not clear which of it is meant: ask which ${wordsOf(things)} first.`,
      draft.problems,
    );
  }
}
