import { identifierOf, normalizedIdentifier } from '../expression/identifier.ts';
import { normalizedName } from './described.ts';
import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';
import type { Dataset } from './types.ts';

/** `natural_grain` is deferred as a whole; one that names no dataset of the model is wrong besides. */
export function checkNaturalGrain(map: Entry, datasets: readonly Dataset[], faults: FaultLog): void {
  const entry = map.get('natural_grain');
  if (!entry) return;
  const named = typeof entry.text === 'string' ? normalizedIdentifier(identifierOf(entry.text)) : undefined;
  if (!datasets.some(dataset => normalizedName(dataset) === named)) {
    faults.add(entry, 'E_INVALID_NATURAL_GRAIN', { name: entry.text ?? 'what it gives' });
  }
}
