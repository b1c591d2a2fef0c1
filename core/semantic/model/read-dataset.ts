import { functionNamed } from '../expression/functions.ts';
import { identifierOf } from '../expression/identifier.ts';
import type { Call, Expression } from '../expression/nodes.ts';
import { children } from '../expression/walk.ts';
import { isTemporal, readDataType } from './datatype.ts';
import { readDescribed, rejectReservedName } from './described.ts';
import type { Entry } from './entry.ts';
import { readExpression } from './expression-text.ts';
import type { FaultLog } from './faults.ts';
import { present, readItems, readMaps, readTexts, requireText, wrongShape } from './read.ts';
import { parseSource } from './source.ts';
import type { Dataset, Field } from './types.ts';

/** A dataset with its fields. What is wrong is in the log, and stands in as something harmless. */
export function readDataset(map: Entry, faults: FaultLog): Dataset {
  const described = readDescribed(map, 'dataset', faults);
  rejectReservedName(map, described, faults);
  const text = requireText(map, 'source', `The dataset ${described.name}`, faults);
  const source = parseSource(text);
  if (text && !source) wrongShape(map.get('source') ?? map, 'a dotted table name or a query', faults);
  const fields = readMaps(map, 'fields', faults).map(item => readField(item, faults));
  return Object.freeze<Dataset>({
    ...described,
    source: source ?? { kind: 'table', parts: [text] },
    primaryKey: readColumns(map, 'primary_key', faults),
    uniqueKeys: readUniqueKeys(map, faults),
    fields,
  });
}

/** Column names: quotes are taken off, a lone name counts as a list of one. */
export const readColumns = (map: Entry, key: string, faults: FaultLog): readonly string[] =>
  Object.freeze(readTexts(map, key, faults).map(text => identifierOf(text).name));

/**
 * `unique_keys` as a list of lists. A lone name is one simple key. A flat list of names is read as one composite
 * key: the weaker promise, true whichever the author meant.
 */
function readUniqueKeys(map: Entry, faults: FaultLog): readonly (readonly string[])[] {
  const items = readItems(map, 'unique_keys');
  if (!items.some(item => item.isList)) {
    const columns = readColumns(map, 'unique_keys', faults);
    return columns.length > 0 ? [columns] : [];
  }
  return items.map(item =>
    (item.isList ? item.items() : [item]).flatMap(column => {
      if (column.text !== undefined) return identifierOf(column.text.trim()).name;
      return wrongShape(column, 'a column name', faults) ?? [];
    }),
  );
}

function readField(map: Entry, faults: FaultLog): Field {
  const described = readDescribed(map, 'field', faults);
  rejectReservedName(map, described, faults);
  const { text, expression } = readExpression(map, `The field ${described.name}`, faults);
  const datatype = readDataType(map, faults);
  const dimension = map.get('dimension');
  const isTime = dimension?.isMap ? readFlag(dimension, 'is_time', faults) : undefined;
  const isPrivate = readIsPrivate(map, faults);
  const aggregate = firstAggregate(expression);
  if (aggregate) {
    const details = { field: described.name, aggregate: aggregate.name };
    faults.add(map.get('expression') ?? map, 'E_AGGREGATE_IN_FIELD', details);
  }
  return Object.freeze<Field>({
    ...described,
    text,
    expression,
    ...(datatype && { datatype }),
    isTime: isTime ?? isTemporal(datatype),
    isDimension: dimension !== undefined && dimension.scalar !== false,
    private: isPrivate,
  });
}

/** `access_modifier`: public unless it says private. */
export function readIsPrivate(map: Entry, faults: FaultLog): boolean {
  const entry = present(map, 'access_modifier');
  const value = entry?.text?.toLowerCase();
  if (entry && value !== 'public' && value !== 'private') {
    const details = { what: 'access_modifier', value: entry.text ?? 'this', known: 'public, private' };
    faults.add(entry, 'model.unknown_value', details);
  }
  return value === 'private';
}

function readFlag(map: Entry, key: string, faults: FaultLog): boolean | undefined {
  const entry = present(map, key);
  if (!entry || typeof entry.scalar === 'boolean') return entry?.scalar as boolean | undefined;
  return wrongShape(entry, 'true or false', faults);
}

/** The first aggregate that is one: the call of a window is not, what is inside it may be. */
function firstAggregate(e: Expression): Call | undefined {
  if (e.kind === 'call' && functionNamed(e.name)?.kind === 'aggregate') return e;
  const inside = e.kind === 'window' ? [...children(e.call), ...children(e).slice(1)] : children(e);
  for (const child of inside) {
    const found = firstAggregate(child);
    if (found) return found;
  }
  return undefined;
}
