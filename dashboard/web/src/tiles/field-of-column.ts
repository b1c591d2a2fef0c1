import type { Tile } from '../../../../core/dashboards/spec.ts';
import { groupKey } from './group-key.ts';

type Plan = NonNullable<Tile['plan']>;

const parts = (field: string): string[] =>
  (field.match(/"(?:[^"]|"")+"|[^."]+/g) ?? [field]).map(part =>
    part
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"')
      .replaceAll(/[^A-Za-z0-9_]+/g, '_')
      .replace(/^(?![A-Za-z_])/, '_'),
  );

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const isCalled = (field: string, column: string): boolean => {
  const [dataset = '', leaf = ''] = parts(field);
  return same(leaf, column) || same(`${dataset}_${leaf}`, column);
};

/**
 * The field (`dataset.field`, or a part of it: see `groupKey`) that a column of a tile's results is grouped by: what a
 * click on one of its values narrows by. Undefined for numbers, bands of numbers, periods that stand beside others
 * and columns that are computed.
 */
export function fieldOfColumn({ plan }: Pick<Tile, 'plan'>, column: string): string | undefined {
  if (plan === undefined) return undefined;
  const named = plan.dimensions.find(({ name }) => name !== undefined && same(name, column));
  const dimension = named ?? plan.dimensions.find(({ name, field }) => name === undefined && isCalled(field, column));
  if (dimension !== undefined)
    return (dimension.width ?? dimension.bands ?? dimension.grain) === undefined
      ? groupKey(dimension.field, dimension.part)
      : undefined;
  if (isPeriod(plan, column)) return plan.time?.field;
  if (plan.measures.length > 0) return undefined;
  return plan.fields.find(field => isCalled(field, column));
}

/** Whether a column holds the beginnings of periods. */
const isPeriod = ({ time }: Plan, column: string): boolean => time?.grain !== undefined && isCalled(time.field, column);
