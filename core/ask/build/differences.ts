import type { Measure } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';
import { columnName } from './measures.ts';
import { partLabel, type Shape, type ShapeInput } from './shape.ts';

/** Two measures, or one measure of two values, subtracted. */
export function differenceShape(input: ShapeInput, plain: Shape): Shape {
  const [first, second] = plain.measures;
  if (first && second)
    return { ...plain, steps: [{ kind: 'difference', name: 'difference', left: first.name, right: second.name }] };
  const pair = input.filters.find(
    f => 'values' in f.filter && f.filter.values.length === 2 && 'operator' in f.filter && f.filter.operator === 'in',
  );
  if (!first || !pair || !('values' in pair.filter)) throw new Refusal('The difference between which two?');
  const { field, values } = pair.filter;
  const [a, b] = values.map(
    (value): Measure => ({
      ...first,
      name: `${first.name}_${columnName(String(value))}`,
      label: `${partLabel(first)} ${value}`,
      filters: [{ field, operator: '=', values: [value] }],
    }),
  );
  if (!a || !b) throw new Refusal('The difference between which two?');
  return {
    ...plain,
    measures: [a, b],
    steps: [{ kind: 'difference', name: 'difference', left: a.name, right: b.name }],
    where: input.filters.filter(f => f !== pair).map(f => f.filter),
  };
}

/** France versus Germany: one row each. */
export function compareValues(input: ShapeInput, plain: Shape): Shape {
  const several = input.filters.find(
    f => 'values' in f.filter && 'operator' in f.filter && f.filter.operator === 'in' && f.filter.values.length > 1,
  );
  if (several && !input.dimensions.some(d => d.field === several.field.id))
    input.dimensions.push({ field: several.field.id, name: columnName(several.field.name) });
  return plain;
}
