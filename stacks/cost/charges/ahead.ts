import { type Item, isMembers, item, list, type Members } from '../charge.ts';
import { prices } from '../prices.ts';
import { monthDays } from '../usage.ts';

/**
 * What the server computes ahead a month, at most: its budget of every day, told to its containers in cents, spent on
 * what the engine scans. It is counted with the use: while nobody opens dashboards, nothing is computed ahead.
 */
export function computedAhead(task: Members): Item {
  const cents = containersOf(task)
    .flatMap(container => list(container, 'environment'))
    .find(({ name }) => name === 'SOPHIA_PRECOMPUTE_CENTS');
  const perDay = Number(cents?.['value'] ?? 0) / 100;
  return item('scannedTebibyte', (perDay * monthDays) / prices.scannedTebibyte.dollars);
}

/** Containers are told as JSON in a text. */
function containersOf({ containerDefinitions }: Members): readonly Members[] {
  if (typeof containerDefinitions !== 'string') return [];
  const read: unknown = JSON.parse(containerDefinitions);
  return Array.isArray(read) ? read.filter(isMembers) : [];
}
