import type { Persona } from '../../identity/persona.ts';
import { isObject, misnamed, withoutWords } from '../../language-model/form.ts';
import { stableJson } from '../../plan/canonical.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import { checkSpec } from '../check-spec.ts';
import { changedIds } from '../differences.ts';
import type { DashboardFault } from '../errors.ts';
import { fault } from '../faults.ts';
import { misfit } from '../generate/tile.ts';
import { applyAll, parseOperations } from '../operations/apply.ts';
import type { Operation } from '../operations/schema.ts';
import { invalid } from '../parse-spec.ts';
import type { DashboardSpec } from '../spec.ts';
import { inventedNumbers, type SaidNumbers } from './numbers.ts';
import { isOffered } from './offered.ts';
import { isNamed, titleOfPlan } from './titles.ts';

/** What may not change: plans and tiles that are there, or these tiles whole and the dashboard around them. */
export type Kept = 'nothing' | 'plans' | 'tiles';

export interface Rules {
  readonly model: ResolvedModel;
  /** Names of all models that there are. */
  readonly models?: readonly string[] | undefined;
  readonly persona: Persona;
  readonly now: Date;
  readonly kept: Kept;
  /** The whole request. */
  readonly request: string;
  readonly said: SaidNumbers;
}

export interface CarriedOut {
  readonly spec: DashboardSpec;
  readonly operations: readonly Operation[];
}

/**
 * Carries out operations that a language model wrote for words, all or none, if they pass the checks of an edit of the
 * asker and some more: nothing hidden, nothing made up, no picture that its plan does not fit.
 *
 * @param written as the model wrote it
 * @throws dashboard.operation_invalid, dashboard.tile_unknown, dashboard.invalid
 */
export function carryOut(spec: DashboardSpec, written: unknown, words: string, rules: Rules): CarriedOut {
  const parsed = parseOperations(cleaned(written));
  refuse(parsed.flatMap((operation, i) => operationFaults(operation, rules).map(one => inside(i, one))));
  const { spec: after } = applyAll(spec, parsed);
  const tiles = changedIds(spec.tiles, after.tiles);
  const only = { tiles, filters: changedIds(spec.filters, after.filters) };
  const { model, models, persona, now } = rules;
  refuse(keptFaults(spec, after, rules.kept));
  checkSpec(after, { model, models, personas: [persona], now, only });
  refuse(misfits(after, tiles, model));
  if (stableJson(after) === stableJson(spec)) refuse([fault([], 'It changes nothing.', 'Leave the part out.')]);
  const operations = titled(spec, parsed, words, rules);
  return { spec: applyAll(spec, operations).spec, operations };
}

function refuse(faults: readonly DashboardFault[]): void {
  if (faults.length > 0) throw invalid(faults);
}

const inside = (index: number, { path, message, mend }: DashboardFault): DashboardFault =>
  fault([index, ...path], message, mend);

/** The operations without words about plans, and without members that were left empty. */
function cleaned(written: unknown): unknown {
  if (!Array.isArray(written)) return written;
  return written.map(operation => {
    const members = filled(operation);
    // What is set to nothing is taken away.
    return isObject(members) && isObject(operation) && operation['value'] === null
      ? { ...members, value: null }
      : members;
  });
}

function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== 'question' && inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, key === 'plan' ? withoutWords(inner) : filled(inner)]));
}

const planOf = (operation: Operation): Plan | undefined =>
  operation.kind === 'addTile' ? operation.tile.plan : operation.kind === 'changePlan' ? operation.plan : undefined;

function operationFaults(operation: Operation, { model, said }: Rules): DashboardFault[] {
  if (!isOffered(operation.kind)) {
    return [fault(['kind'], `${operation.kind} is not for you.`, 'Use the operations of the form.')];
  }
  const source =
    operation.kind === 'addTile' ? operation.tile.source : 'source' in operation ? operation.source : undefined;
  const plan = planOf(operation);
  return [
    ...(source ? [fault(['source'], 'Tiles of sources are not for you.', 'Write a plan.')] : []),
    ...(operation.kind === 'changePlan' && !plan ? [fault(['plan'], 'The plan is missing.', 'Give it.')] : []),
    ...(plan ? misnamed(plan, model.model).map(message => fault(['plan'], message, '')) : []),
    ...inventedNumbers(operation, said),
  ];
}

/** Names of tiles whose plan the model wrote: what the plan counts, unless the request gives one. */
function titled(spec: DashboardSpec, operations: readonly Operation[], words: string, rules: Rules): Operation[] {
  const { model, now, request } = rules;
  const written = new Map<string, string>();
  const done = operations.map((operation): Operation => {
    const plan = planOf(operation);
    const title = plan && titleOfPlan(plan, words, model.model, now);
    if (operation.kind === 'addTile' && title !== undefined) {
      const { tile } = operation;
      written.set(tile.id, isNamed(request, tile.title) ? tile.title : title);
      return { ...operation, tile: { ...tile, title: written.get(tile.id)!, question: words } };
    }
    if (operation.kind === 'changePlan' && title !== undefined) {
      written.set(operation.tile_id, title);
      return { ...operation, question: words };
    }
    return operation;
  });
  const named = done.filter(
    one => one.kind !== 'retitleTile' || !written.has(one.tile_id) || isNamed(request, one.value),
  );
  const renamed = new Set(named.flatMap(one => (one.kind === 'retitleTile' ? [one.tile_id] : [])));
  const others = spec.tiles
    .filter(({ id }) => written.has(id) && !renamed.has(id))
    .map(({ id }): Operation => ({ kind: 'retitleTile', tile_id: id, value: written.get(id)! }));
  return [...named, ...others];
}

function keptFaults(before: DashboardSpec, after: DashboardSpec, kept: Kept): DashboardFault[] {
  if (kept === 'nothing') return [];
  const now = new Map(after.tiles.map(tile => [tile.id, tile]));
  const faults = before.tiles.flatMap(tile => {
    const { at: _, ...content } = tile;
    const found = now.get(tile.id);
    const { at: __, ...left } = found ?? { at: undefined };
    const { plan, source } = tile;
    const stays =
      kept === 'tiles'
        ? stableJson(left) === stableJson(content)
        : found && stableJson({ plan: found.plan, source: found.source }) === stableJson({ plan, source });
    const what = kept === 'tiles' ? 'as it is' : 'with its plan as it is';
    return stays ? [] : [fault(['tiles', tile.id], `The tile ${tile.id} is to stay ${what}.`, 'Leave it.')];
  });
  const board = ({ tiles: _, ...rest }: DashboardSpec): string => stableJson(rest);
  if (kept === 'plans' || board(before) === board(after)) return faults;
  return [...faults, fault([], 'Only tiles are to be added.', 'Leave the rest of the dashboard as it is.')];
}

const misfits = (spec: DashboardSpec, changed: ReadonlySet<string>, model: ResolvedModel): DashboardFault[] =>
  spec.tiles.flatMap(({ id, kind, plan }) => {
    const problem = plan && changed.has(id) ? misfit(kind, { plan }, model) : undefined;
    return problem ? [fault(['tiles', id, 'kind'], problem.reason, `Take ${problem.nearest.join(' or ')}.`)] : [];
  });
