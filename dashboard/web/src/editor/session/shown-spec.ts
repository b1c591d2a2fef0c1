import type { DashboardFault } from '../../../../../core/dashboards/errors.ts';
import { applyAll, type Edited } from '../../../../../core/dashboards/operations/apply.ts';
import type { Operation } from '../../../../../core/dashboards/operations/schema.ts';
import { rebase } from '../../../../../core/dashboards/rebase.ts';
import type { DashboardSpec } from '../../../../../core/dashboards/spec.ts';
import { isSophiaError } from '../../../../../core/errors.ts';
import type { EditSession, Trouble } from './session.ts';

/** The edit on that specification, or undefined where it does not fit it. */
export function tryApply(spec: DashboardSpec, operations: readonly Operation[]): Edited | undefined {
  try {
    return applyAll(spec, operations);
  } catch (error) {
    if (isSophiaError(error)) return undefined;
    throw error;
  }
}

/** What is shown: what the server has, with everything that was done since. What does not fit is told when it is sent. */
export const shownSpec = ({ saved, queue }: EditSession): DashboardSpec =>
  queue.reduce((spec, { operations }) => tryApply(spec, operations)?.spec ?? spec, saved.spec);

/** The operations that are not accepted yet. */
export const pendingOperations = ({ saved, queue }: EditSession): readonly Operation[] => {
  let spec = saved.spec;
  return queue.flatMap(({ operations }) => {
    const done = tryApply(spec, operations);
    if (!done) return [];
    spec = done.spec;
    return operations;
  });
};

/**
 * What of the first of the queue is still to be sent, on `saved.revision`; or the conflict with what others did that
 * was not seen when it was done. Edits of this session are no others.
 */
export function prepared({ saved, others, queue }: EditSession): { operations: readonly Operation[] } | Trouble {
  const [first] = queue;
  if (!first) return { operations: [] };
  const since = others.filter(({ revision }) => revision > first.seen);
  try {
    return { operations: rebase(saved.spec, first.operations, since, saved.revision).operations };
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    if (error.code === 'dashboard.conflict' && 'conflicts' in error.details) {
      return { kind: 'conflict', conflicts: error.details.conflicts, revision: saved.revision };
    }
    const faults = 'faults' in error.details ? (error.details.faults as readonly DashboardFault[]) : [];
    return { kind: 'refused', message: error.message, faults };
  }
}
