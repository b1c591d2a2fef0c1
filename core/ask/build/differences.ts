import type { Measure } from '../../plan/schema.ts';
import type { Draft } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { columnName } from './measures.ts';
import { partLabel, type Shape, type ShapeInput } from './shape.ts';

/** Two measures, or one measure of two values, subtracted. */
export function differenceShape(input: ShapeInput, plain: Shape): Shape {
  const [first, second] = plain.measures;
  if (first && second)
    return { ...plain, steps: [{ kind: 'difference', name: 'difference', left: first.name, right: second.name }] };
  const both = ofTwoValues(input, plain);
  const [left, right] = both?.measures ?? [];
  if (!both || !left || !right) throw new Refusal('The difference between which two?');
  return { ...both, steps: [{ kind: 'difference', name: 'difference', left: left.name, right: right.name }] };
}

/** One number of two values, a number each; undefined where there are not just two. */
export function ofTwoValues(input: ShapeInput, plain: Shape): Shape | undefined {
  const [first] = plain.measures;
  const pair = input.filters.find(filter => isSeveral(filter) && piecesOfFilter(filter).length === 2);
  if (!first || !pair) return undefined;
  const measures = piecesOfFilter(pair).map(piece => measureOf(first, pair.field.id, piece));
  return { ...plain, measures, where: input.filters.filter(f => f !== pair).map(f => f.filter) };
}

/** "ratio of urgent to low priority orders": one number, of the one value for each of the other. */
export const dividesValues = ({ ratio, measures, said }: Draft): boolean =>
  ratio && measures.length === 1 && (said.has('ratio') || said.has('divid'));

/** France versus Germany: one row each. "steel against copper", parts of names that many have, are a number each. */
export function compareValues(input: ShapeInput, plain: Shape): Shape {
  const several = input.filters.find(isSeveral);
  if (!several || input.dimensions.some(d => d.field === several.field.id)) return plain;
  const pieces = piecesOfFilter(several);
  const isEach = pieces.every(({ values }) => values.length === 1);
  if (isEach || pieces.length < 2) {
    input.dimensions.push({ field: several.field.id, name: columnName(several.field.name) });
    return plain;
  }
  const isOneRow = input.dimensions.length === 0 && !input.hasGrain;
  return {
    ...plain,
    where: isOneRow ? input.filters.flatMap(f => (f === several ? [] : [f.filter])) : plain.where,
    measures: plain.measures.flatMap(measure => pieces.map(piece => measureOf(measure, several.field.id, piece))),
  };
}

interface Piece {
  readonly text: string;
  readonly values: readonly (string | number | boolean)[];
}

const isSeveral = ({ filter }: ShapeInput['filters'][number]): boolean =>
  'values' in filter && 'operator' in filter && filter.operator === 'in' && filter.values.length > 1;

/** What was said one by one, or each of the values where it was not. */
function piecesOfFilter({ draft, filter, field }: ShapeInput['filters'][number]): Piece[] {
  const said = (draft.pieces ?? []).flatMap(({ text, options }) =>
    options.flatMap(option => (option.field.id === field.id ? [{ text, values: option.values }] : [])),
  );
  if (said.length > 1 && said.some(({ values }) => values.length > 1)) return said;
  return 'values' in filter ? filter.values.map(value => ({ text: String(value), values: [value] })) : [];
}

const measureOf = (measure: Measure, field: string, { text, values: [...values] }: Piece): Measure => ({
  ...measure,
  name: `${measure.name}_${columnName(text)}`,
  label: `${partLabel(measure)} ${text}`,
  filters: [...(measure.filters ?? []), { field, operator: values.length > 1 ? 'in' : '=', values }],
});
