import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { type BuildContext, settle } from './context.ts';

/** A bare noun such as "amount" weighs so little; a name of its own more. */
const BARE = 0.7;

/**
 * "total amount in May", where payments, claims and orders all have one: of those that belong to the groups and
 * conditions of the question, the one that is left; of several, one is asked for.
 */
export function settleSharedNouns(context: BuildContext): void {
  const { draft } = context;
  draft.measures = draft.measures.map(measure => settled(context, measure));
}

function settled(context: BuildContext, measure: DraftMeasure): DraftMeasure {
  if (measure.kind !== 'aggregate' || !isShared(measure.choice)) return measure;
  const { choice } = measure;
  const options = choice.options.filter(({ field }) => belongs(context, field.dataset));
  if (options.length === 0) return measure;
  const chosen = settle({ ...context, anchors: [] }, options, choice, 'name');
  return { ...measure, choice: { ...choice, options: [chosen] } };
}

function isShared({ options, scope }: FieldChoice): boolean {
  const [first, ...others] = options;
  const tied = others.filter(o => first && o.weight >= first.weight && o.field.dataset !== first.field.dataset);
  return first !== undefined && first.weight < BARE && tied.length > 0 && !options.some(o => o.field.dataset === scope);
}

/** Each of its rows has one of whatever is grouped by or filtered on for certain. */
function belongs({ draft, catalogue }: BuildContext, dataset: string): boolean {
  const others = [
    ...draft.dimensions.flatMap(d => (d.kind === 'field' ? [d.choice.options] : [])),
    ...draft.filters.map(filter => filter.options),
  ].flatMap(([option, ...more]) => (option && more.length === 0 ? [option.field.dataset] : []));
  return others.every(other => catalogue.hasOne(dataset, other));
}
