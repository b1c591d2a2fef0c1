import type { Expression } from '../semantic/expression/nodes.ts';
import type { Grain, SemanticModel } from '../semantic/model/types.ts';
import type { PlanFault } from './errors.ts';
import { fieldReference, timeExpression } from './field-expressions.ts';
import { type FoundField, fieldText, findField } from './names.ts';
import type { Filter } from './schema.ts';
import { binary, call, castTo, periodStart } from './sql.ts';
import { kindOfField, type ValueKind } from './values.ts';

/** A filter that holds a field against another one. */
export type FieldComparison = Extract<Filter, { to: string }>;
type Operator = FieldComparison['operator'];

/** The operator that says the same with the fields in each other's place. */
export const turned = (operator: Operator): Operator => TURNED[operator];
const TURNED: Readonly<Record<Operator, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/**
 * Two fields of a row compared. Text is compared without regard to case, as with values; a day and a time of day by
 * their days. Null on either side is no match, of != too.
 */
export function fieldComparison(left: FoundField, operator: Operator, right: FoundField, grain?: Grain): Expression {
  const sql = operator === '!=' ? '<>' : operator;
  const either = (side: (found: FoundField) => Expression) => binary(sql, side(left), side(right));
  if (grain) return either(found => periodStart(grain, timeExpression(found)));
  if (isTime(left) && isTime(right))
    return isDay(left) === isDay(right)
      ? either(timeExpression)
      : either(found => castTo(timeExpression(found), 'DATE'));
  const isText = [left, right].every(({ field }) => kindOfField(field) === 'text');
  return isText ? either(found => call('LOWER', fieldReference(found))) : either(fieldReference);
}

const isTime = ({ field }: FoundField): boolean => field.isTime || /^(date|timestamp)$/.test(kindOfField(field) ?? '');
/** Times kept as text hold days. */
const isDay = ({ field }: FoundField): boolean => field.datatype === 'Date' || field.datatype === 'String';

/** What can't be compared: a field with itself, values of two kinds, an order of text, periods of what is no time. */
export function* fieldComparisonFault(
  filter: FieldComparison,
  path: PlanFault['path'],
  model: SemanticModel,
): Generator<PlanFault> {
  const [left, right] = [findField(model, filter.field), findField(model, filter.to)];
  if (!left || !right) return;
  if (fieldText(left) === fieldText(right)) {
    yield fault([...path, 'to'], `${filter.field} is compared with itself.`, 'Name another field.');
  } else if (filter.grain) {
    const other = [left, right].find(found => !isTime(found));
    if (other) yield fault([...path, 'grain'], `${fieldText(other)} is no time field.`, 'Compare without a grain.');
  } else {
    yield* kindFaults(left, right, filter.operator, path);
  }
}

const fault = (path: PlanFault['path'], message: string, mend: string): PlanFault => ({ path, message, mend });

function* kindFaults(left: FoundField, right: FoundField, operator: Operator, path: PlanFault['path']) {
  const [mine, theirs] = [kindOf(left), kindOf(right)];
  const isOrder = operator !== '=' && operator !== '!=';
  if (mine && theirs && mine !== theirs) {
    const message = `${fieldText(left)} is a ${mine}, ${fieldText(right)} is a ${theirs}.`;
    yield fault([...path, 'to'], message, 'Compare fields of one kind.');
  } else if (isOrder && [mine, theirs].some(kind => kind === 'text' || kind === 'boolean')) {
    yield fault([...path, 'operator'], `Fields of ${mine ?? theirs} have no order.`, 'Compare them by = or !=.');
  }
}

/** What a field is compared as; undefined where the model does not tell. Days and times of day go together. */
function kindOf(found: FoundField): ValueKind | undefined {
  return isTime(found) ? 'date' : kindOfField(found.field);
}
