import * as v from 'valibot';
import { isSophiaError, SophiaError } from '../../errors.ts';
import type { DashboardFault } from '../errors.ts';
import { fault, issueFault, isTooDeep } from '../faults.ts';
import { faultsOfPlan, invalid, specFaults } from '../parse-spec.ts';
import { type DashboardSpec, DashboardSpecSchema } from '../spec.ts';
import { addTile, removeTile } from './add-and-remove.ts';
import { changeKind, changePlan, replaceSpec } from './content.ts';
import { putFilter, removeFilter } from './filters.ts';
import { arrange, moveTile, resizeTile, tidy } from './place-tiles.ts';
import { type Operation, OperationSchema } from './schema.ts';
import { isSpecMember, isTileMember, setSpecMember, setTileMember } from './set-member.ts';

/** A specification after an edit, and the operations that take it back. */
export interface Edited {
  readonly spec: DashboardSpec;
  readonly inverse: readonly Operation[];
}

const mostOperations = 500;

/** Reads the operations of an edit. @throws dashboard.operation_invalid with every fault */
export function parseOperations(input: unknown): readonly Operation[] {
  const refuse = (faults: readonly DashboardFault[]) =>
    new SophiaError('dashboard.operation_invalid', faults[0]?.path ?? [], { faults });
  if (!Array.isArray(input)) throw refuse([fault([], 'An edit is a list of operations.', 'Give a list.')]);
  if (input.length > mostOperations) {
    throw refuse([
      fault([], `There are ${input.length} operations; ${mostOperations} at most.`, 'Send several edits.'),
    ]);
  }
  if (isTooDeep(input)) throw refuse([fault([], 'It is nested too deep.', 'Flatten its filters.')]);
  const faults = input.flatMap((operation, i) => operationFaults(operation, i));
  if (faults.length > 0) throw refuse(faults);
  return input.map(operation => v.parse(OperationSchema, operation));
}

function operationFaults(operation: unknown, index: number): DashboardFault[] {
  const parsed = v.safeParse(OperationSchema, operation);
  const { at, plan } = planOf(operation);
  const ofPlan = plan === undefined ? [] : faultsOfPlan(plan, [index, ...at]);
  if (parsed.success) return ofPlan;
  const own = parsed.issues
    .map(issueFault)
    .filter(({ path }) => !(path.length > at.length && at.every((part, i) => path[i] === part) && plan !== undefined))
    .map(({ path, message, mend }) => fault([index, ...path], message, mend));
  return [...own, ...ofPlan];
}

/** The plan that an operation carries, and where. */
function planOf(operation: unknown): { at: readonly string[]; plan: unknown } {
  if (typeof operation !== 'object' || operation === null) return { at: [], plan: undefined };
  if ('tile' in operation && typeof operation.tile === 'object' && operation.tile !== null) {
    return { at: ['tile', 'plan'], plan: 'plan' in operation.tile ? operation.tile.plan : undefined };
  }
  return { at: ['plan'], plan: 'plan' in operation ? operation.plan : undefined };
}

/**
 * One operation. `apply(done.spec, done.inverse)` gives the specification back.
 * @throws dashboard.tile_unknown, dashboard.operation_invalid
 */
export function apply(spec: DashboardSpec, operation: Operation): { spec: DashboardSpec; inverse: Operation } {
  if (isTileMember(operation)) return setTileMember(spec, operation);
  if (isSpecMember(operation)) return setSpecMember(spec, operation);
  switch (operation.kind) {
    case 'addTile':
      return addTile(spec, operation);
    case 'removeTile':
      return removeTile(spec, operation);
    case 'moveTile':
      return moveTile(spec, operation);
    case 'resizeTile':
      return resizeTile(spec, operation);
    case 'arrange':
      return arrange(spec, operation);
    case 'tidy':
      return tidy(spec);
    case 'changePlan':
      return changePlan(spec, operation);
    case 'changeKind':
      return changeKind(spec, operation);
    case 'putFilter':
      return putFilter(spec, operation);
    case 'removeFilter':
      return removeFilter(spec, operation);
    case 'replaceSpec':
      return replaceSpec(spec, operation);
  }
}

/**
 * Operations in their order, all or none; what comes out must be a specification. The inverse undoes them, last first.
 * @throws dashboard.tile_unknown, dashboard.operation_invalid, dashboard.invalid
 */
export function applyAll(spec: DashboardSpec, operations: readonly Operation[]): Edited {
  let current = spec;
  const inverse: Operation[] = [];
  for (const [index, operation] of operations.entries()) {
    const done = at(index, () => apply(current, operation));
    current = done.spec;
    inverse.unshift(done.inverse);
  }
  const shape = v.safeParse(DashboardSpecSchema, current);
  const faults = shape.success ? specFaults(current) : shape.issues.map(issueFault);
  if (faults.length > 0) throw invalid(faults);
  return { spec: current, inverse };
}

/** A fault is told with the place of its operation. */
function at<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    throw new SophiaError(error.code, [index, ...error.path], error.details, { cause: error });
  }
}
