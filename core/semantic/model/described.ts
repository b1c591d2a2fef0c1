import { identifierOf, normalizedIdentifier } from '../expression/identifier.ts';
import { isDeferredName, isReservedWord } from '../expression/reserved.ts';
import { readAiContext } from './ai-context.ts';
import type { Entry } from './entry.ts';
import { readExtension } from './extension.ts';
import type { FaultLog } from './faults.ts';
import { readText, requireText } from './read.ts';
import type { AiContext, Extension, Place } from './types.ts';

/** What every named element of a model has. */
export interface Described {
  readonly name: string;
  readonly quoted?: boolean;
  readonly label?: string;
  readonly description?: string;
  readonly aiContext: AiContext;
  readonly extension: Extension;
  readonly place: Place;
}

/**
 * Keys that later proposals will give a meaning that changes numbers. They are refused wherever they stand, for
 * an engine that ignored them would answer something else than the author meant.
 */
const DEFERRED_KEYS = [
  'referential_integrity',
  'from_all_rows_match',
  'to_all_rows_match',
  'condition',
  'asof',
  'range',
  'grain',
  'filter',
  'filters',
  'using_relationships',
  'joins',
  'natural_grain',
];

/** Reads what an element of the given kind ("dataset", "field" …) has in common with all, and refuses deferred keys. */
export function readDescribed(map: Entry, kind: string, faults: FaultLog): Described {
  rejectDeferredKeys(map, faults);
  const written = requireText(map, 'name', `The ${kind}`, faults);
  const { name, quoted } = identifierOf(written);
  const label = readText(map, 'label', faults);
  const description = readText(map, 'description', faults);
  return {
    name,
    ...(quoted && { quoted }),
    ...(label && { label }),
    ...(description && { description }),
    aiContext: readAiContext(map, faults),
    extension: readExtension(map, faults),
    place: placeOf(map),
  };
}

const placeOf = ({ line, path }: Place): Place => Object.freeze({ line, path });

/** The form in which an element's name is compared with others. */
export const normalizedName = ({ name, quoted }: Pick<Described, 'name' | 'quoted'>): string =>
  normalizedIdentifier({ name, quoted: quoted ?? false });

function rejectDeferredKeys(map: Entry, faults: FaultLog): void {
  const keys = map.entries();
  for (const key of DEFERRED_KEYS) {
    const entry = keys.find(([name]) => name.toLowerCase() === key)?.[1];
    if (entry) faults.add(entry, 'E_DEFERRED_KEY_REJECTED', { key, mend: 'leave it out, it is not in effect yet' });
  }
}

/** Refuses names that the standard keeps for itself or that are part of the language. */
export function rejectReservedName(map: Entry, { name, quoted }: Described, faults: FaultLog): void {
  const place = map.get('name') ?? map;
  if (isDeferredName(name)) {
    faults.add(place, 'E_DEFERRED_KEY_REJECTED', { key: `The name ${name}`, mend: 'choose another name' });
  } else if (!quoted && isReservedWord(name)) {
    const mend = `choose another name, or quote it: '"${name}"'`;
    faults.add(place, 'E_DEFERRED_KEY_REJECTED', { key: `The word ${name}`, mend });
  }
}
