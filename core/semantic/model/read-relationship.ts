import { identifierOf, normalizedIdentifier } from '../expression/identifier.ts';
import { nearestName } from '../nearest.ts';
import { normalizedName, readDescribed, rejectReservedName } from './described.ts';
import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';
import { requireText } from './read.ts';
import { readColumns } from './read-dataset.ts';
import type { Dataset, Relationship } from './types.ts';

/** A relationship between two of the datasets. What is wrong is in the log. */
export function readRelationship(map: Entry, datasets: readonly Dataset[], faults: FaultLog): Relationship {
  const described = readDescribed(map, 'relationship', faults);
  rejectReservedName(map, described, faults);
  const from = readEnd(map, 'from', described.name, datasets, faults);
  const to = readEnd(map, 'to', described.name, datasets, faults);
  const fromColumns = readColumns(map, 'from_columns', faults);
  const toColumns = readColumns(map, 'to_columns', faults);
  checkColumns(map, described.name, fromColumns, toColumns, faults);
  return Object.freeze<Relationship>({ ...described, from, to, fromColumns, toColumns });
}

/** The name of the dataset at one end, as the dataset itself has it. */
function readEnd(
  map: Entry,
  key: 'from' | 'to',
  relationship: string,
  datasets: readonly Dataset[],
  faults: FaultLog,
): string {
  const text = requireText(map, key, `The relationship ${relationship}`, faults);
  if (text === '') return text;
  const normalized = normalizedIdentifier(identifierOf(text));
  const dataset = datasets.find(candidate => normalizedName(candidate) === normalized);
  if (dataset) return dataset.name;
  const names = datasets.map(candidate => candidate.name);
  const nearest = nearestName(text, names);
  faults.add(map.get(key) ?? map, 'E_NAME_NOT_FOUND', { name: text, nearest, known: names.join(', ') });
  return text;
}

function checkColumns(
  map: Entry,
  relationship: string,
  from: readonly string[],
  to: readonly string[],
  faults: FaultLog,
): void {
  for (const [key, columns] of [
    ['from_columns', from],
    ['to_columns', to],
  ] as const) {
    if (columns.length === 0) faults.add(map, 'model.missing', { what: `The relationship ${relationship}`, key });
  }
  if (from.length === to.length || from.length === 0 || to.length === 0) return;
  const details = { relationship, from: from.length, to: to.length };
  faults.add(map.get('to_columns') ?? map, 'model.key_length', details);
}
