import { isSophiaError, SophiaError } from '../errors.ts';
import { stableJson } from '../plan/canonical.ts';
import type { DashboardConflict } from './errors.ts';
import { applyAll, type Edited } from './operations/apply.ts';
import { footprint, meeting } from './operations/footprint.ts';
import type { Operation } from './operations/schema.ts';
import type { DashboardSpec } from './spec.ts';

/** An edit that was accepted after the revision that another was made on. */
export interface AcceptedEdit {
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  readonly operations: readonly Operation[];
}

/** An edit on top of what is there now; `operations` are those of it that were still to do. */
export interface Rebased extends Edited {
  readonly operations: readonly Operation[];
}

/**
 * Puts an edit that was made on an earlier revision on top of the accepted ones since. Operations that write apart
 * commute; the same done twice is done once; tiles that both placed anew go by the order of arrival, and give way to
 * one another downwards. Everything else is a conflict: nothing of the edit is done, and what met is told.
 *
 * @param head the specification now, after `since`
 * @throws dashboard.conflict; without `since` what {@link applyAll} throws
 */
export function rebase(
  head: DashboardSpec,
  mine: readonly Operation[],
  since: readonly AcceptedEdit[],
  revision: number,
): Rebased {
  const theirs = since.flatMap(edit => edit.operations.map(operation => ({ edit, operation })));
  const conflicts: DashboardConflict[] = [];
  const operations = mine.filter((operation, index) => {
    const written = footprint(operation);
    const met = theirs.filter(other => meeting(written, footprint(other.operation)) !== undefined);
    if (met.length === 0) return true;
    const last = met.at(-1)!;
    if (isSettling(operation) && stableJson(last.operation) === stableJson(operation)) return false;
    const path = meeting(written, footprint(last.operation))!;
    conflicts.push(conflictOf(path, last.edit, index, head, since));
    return true;
  });
  if (conflicts.length > 0) throw new SophiaError('dashboard.conflict', [], { conflicts, revision });
  try {
    return { operations, ...applyAll(head, operations) };
  } catch (error) {
    // Apart on paper, but not together: such as the fiftieth filter of each, or a tile on a filter that went.
    const last = since.at(-1);
    if (!isSophiaError(error) || !last) throw error;
    const index = typeof error.path[0] === 'number' && error.code !== 'dashboard.invalid' ? error.path[0] : 0;
    const whole = conflictOf('', last, index, head, since);
    throw new SophiaError('dashboard.conflict', error.path, { conflicts: [whole], revision }, { cause: error });
  }
}

/** What leaves things the same when it is done once more. */
const isSettling = ({ kind }: Operation): boolean => kind !== 'addTile' && kind !== 'replaceSpec';

function conflictOf(
  path: string,
  { by, at, revision }: AcceptedEdit,
  operation: number,
  head: DashboardSpec,
  since: readonly AcceptedEdit[],
): DashboardConflict {
  const [area = '', id, member] = path.split('/');
  const told = { by, at, revision, operation };
  if (area !== 'tiles' || id === undefined)
    return { ...told, what: id === undefined ? area || 'whole' : `filter ${id}` };
  const title = head.tiles.find(tile => tile.id === id)?.title ?? removedTitle(id, since);
  const gone = !head.tiles.some(tile => tile.id === id);
  return { tile_id: id, ...(title !== undefined && { title }), what: gone ? 'presence' : (member ?? 'whole'), ...told };
}

/** A tile that went is named as it was called when it was added, where that is known. */
function removedTitle(id: string, since: readonly AcceptedEdit[]): string | undefined {
  for (const { operations } of since) {
    for (const operation of operations) {
      if (operation.kind === 'addTile' && operation.tile.id === id) return operation.tile.title;
    }
  }
  return undefined;
}
