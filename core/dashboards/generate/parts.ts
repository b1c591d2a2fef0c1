import { withAdditivity } from '../../answer/additivity.ts';
import { addsUp, notStacked, noWhole } from '../../answer/adds-up.ts';
import { mainMeasure } from '../../answer/parts.ts';
import type { AnswerColumn } from '../../answer/types.ts';
import { planColumns } from '../../plan/columns.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import type { Tile, TileKind } from '../spec.ts';
import type { Work } from './context.ts';
import type { Look } from './look.ts';

/** What tiles refuse to draw of numbers that can't be added up, said before there is a tile. */

const columnsOf = (plan: Plan, model: ResolvedModel): readonly AnswerColumn[] =>
  withAdditivity(planColumns(plan, model.model), plan, model);

const PARTED: Readonly<Partial<Record<TileKind, string>>> = { pie: 'pie', funnel: 'funnel', map: 'map' };

/** Why the parts that a kind is made of can't be; undefined where they can. @param groups how many tell rows apart */
export function noParts(kind: TileKind, plan: Plan, groups: number, model: ResolvedModel): string | undefined {
  const picture = PARTED[kind];
  if (picture === undefined) return undefined;
  const columns = columnsOf(plan, model);
  const measure = mainMeasure(plan, columns);
  if (!measure) return `A ${picture} needs a number, and there is none here.`;
  const periods = columns.some(({ role }) => role === 'time');
  if (kind === 'pie') return addsUp(measure, periods) ? undefined : noWhole(measure.label);
  // Of several groups those that it is not by fall together.
  if (groups + (periods ? 1 : 0) < 2 || addsUp(measure, periods && kind === 'map')) return undefined;
  return `A ${picture} goes by one group, this is by several, and ${measure.label} can’t be added up.`;
}

/** The look without stacks of numbers that can't be added up, which is told. */
export function withStacks(
  work: Work,
  look: Look,
  { title, plan }: Pick<Tile, 'title' | 'plan'>,
  request: string,
): Look {
  const { encoding } = look;
  if (!plan || (encoding?.arrangement !== 'stacked' && encoding?.arrangement !== 'percent')) return look;
  const loose = columnsOf(plan, work.reader.model).find(({ role, additivity }) => role === 'measure' && !additivity);
  if (!loose) return look;
  work.refuse(request, notStacked(loose.label), [
    `turn ${title} into a grouped bar chart`,
    `turn ${title} into a table`,
  ]);
  const { arrangement: _, ...rest } = encoding;
  return { ...look, encoding: Object.keys(rest).length > 0 ? rest : undefined };
}
