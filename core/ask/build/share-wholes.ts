import { lowerFirst } from '../../plan/labels.ts';
import type { DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import { countsThings } from './measures.ts';
import type { ShapeInput } from './shape.ts';

/**
 * "revenue of Germany as a percentage of the total", "Germany's revenue as a share of Europe's": what is said of the
 * number is the part, and what stands behind is said of the whole; undefined where the number is not said first.
 * @throws Refusal where the part need not lie in the whole: urgent orders as a share of open ones
 */
export function filtersBehind(context: BuildContext, input: ShapeInput): ShapeInput['filters'] | undefined {
  const { share, measures } = context.draft;
  const [measure] = measures;
  const grouped = input.dimensions.length > 0 || input.hasGrain;
  if (!share || !measure || measure.at > share.at || share.verbAt !== undefined || share.among !== undefined) return;
  const [part, whole] = [true, false].map(before => input.filters.filter(f => f.draft.at < share.at === before));
  if (!part || !whole || part.length === 0 || (grouped && whole.length === 0)) return undefined;
  const lies = (at: ShapeInput['filters'][number]) =>
    part.some(f => f.field.id !== at.field.id && context.catalogue.hasOne(f.field.dataset, at.field.dataset));
  if (!whole.every(lies)) throw new Refusal(reasons.partOutsideWhole);
  return whole;
}

/**
 * "share of Germany in European sales", "share of Germany in the sales of trucks": the part is of that whole, which has
 * conditions of its own. Right before the number there is no whole yet: "share of late deliveries".
 */
export function filtersOfWhole(context: BuildContext, { filters }: ShapeInput): ShapeInput['filters'] {
  const { share, measures } = context.draft;
  const [measure] = measures;
  const part = filters.find(f => share !== undefined && f.draft.at === share.at + 1);
  if (measure && part && isPartOfCounted(context, measure, part)) {
    const where = filters.filter(f => f !== part);
    const behind = where.length > 0 && where.every(f => f.draft.at > measure.at);
    return behind && isWithin(context, `Of those with ${where.map(f => f.draft.text).join(', ')}`, 'Of all')
      ? where
      : [];
  }
  if (!part || !measure || share?.verbAt !== undefined || measure.at <= part.draft.at + 1) return [];
  const others = filters.filter(f => f !== part && f.draft.at > part.draft.at);
  return others.every(f => f.draft.at > part.draft.at + 1) ? others : [];
}

/** "percentage of urgent orders in Germany": of those of Germany, as "by country" would be of those of each. */
const isPartOfCounted = (
  context: BuildContext,
  measure: DraftMeasure,
  { draft: { at } }: ShapeInput['filters'][number],
): boolean => context.draft.share?.verbAt === undefined && measure.at === at + 1 && countsThings(context, measure);

/** Whether the whole is what was said besides; it is told, and all together are one click away. */
export function isWithin(context: BuildContext, within: string, spread: string): boolean {
  const chosen = context.choices['share'] === 'spread' ? 'spread' : 'within';
  context.assumptions.push({
    id: 'share',
    kind: 'name',
    text: `Taken as a share ${lowerFirst(chosen === 'within' ? within : spread)}.`,
    chosen,
    choices: [
      { id: 'within', label: within },
      { id: 'spread', label: spread },
    ],
  });
  return chosen === 'within';
}
