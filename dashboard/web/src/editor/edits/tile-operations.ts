import { tileMember } from '../../../../../core/dashboards/operations/members.ts';
import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { sameValue } from './same.ts';

const CONTENT = ['plan', 'source', 'question'] as const;

/**
 * The operations that make of one tile another of the same id: one for each thing that is different, so that what
 * somebody else changes in the tile meanwhile stays. Its place is not among them.
 */
export function tileOperations(before: Tile, after: Tile): OperationInput[] {
  const tile_id = before.id;
  const { plan, source, question, encoding } = after;
  const operations: OperationInput[] = [];
  let reached: Tile['encoding'] = before.encoding;
  if (before.kind !== after.kind) {
    operations.push(present({ kind: 'changeKind', tile_id, to: after.kind, encoding }));
    reached = encoding;
  }
  if (CONTENT.some(member => !sameValue(before[member], after[member]))) {
    operations.push(present({ kind: 'changePlan', tile_id, plan, source, question, encoding }));
    reached = encoding;
  }
  for (const [kind, member] of Object.entries(tileMember)) {
    const [old, now] = [member === 'encoding' ? reached : before[member], after[member]];
    if (!sameValue(old, now)) operations.push({ kind, tile_id, value: now ?? null } as OperationInput);
  }
  return operations;
}

/** Without members that are undefined. */
const present = (operation: Record<string, unknown>): OperationInput =>
  Object.fromEntries(Object.entries(operation).filter(([, value]) => value !== undefined)) as OperationInput;
