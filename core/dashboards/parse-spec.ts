import * as v from 'valibot';
import { isSophiaError, SophiaError } from '../errors.ts';
import { parsePlan } from '../plan/parse.ts';
import { rangeFaults } from '../plan/structure.ts';
import type { DashboardFault } from './errors.ts';
import { fault, issueFault, isTooDeep } from './faults.ts';
import { overlaps } from './layout.ts';
import { DATA_KINDS, type DashboardSpec, DashboardSpecSchema, LIMITS, SPEC_VERSION, type Tile } from './spec.ts';

/**
 * Reads a specification. Checks all that shows without a model; that its names exist is {@link checkSpec}'s to say.
 * @throws SophiaError 'dashboard.version_newer'; 'dashboard.invalid' with every fault: path, what is wrong, mend
 */
export function parseSpec(input: unknown): DashboardSpec {
  const version = versionOf(input);
  if (version !== undefined && version > SPEC_VERSION) {
    throw new SophiaError('dashboard.version_newer', ['version'], { found: version, known: SPEC_VERSION });
  }
  if (isTooDeep(input)) throw invalid([fault([], 'It is nested too deep.', 'Flatten its filters.')]);
  const tooMany = tooManyTiles(input);
  if (tooMany) throw invalid([tooMany]);
  const parsed = v.safeParse(DashboardSpecSchema, input);
  const faults = parsed.success
    ? [...planFaults(input), ...specFaults(parsed.output)]
    : [...parsed.issues.map(issueFault).filter(({ path }) => !isInPlan(path)), ...planFaults(input)];
  if (!parsed.success || faults.length > 0) throw invalid(faults);
  return parsed.output;
}

export const invalid = (faults: readonly DashboardFault[]): SophiaError =>
  new SophiaError('dashboard.invalid', faults[0]?.path ?? [], { faults });

function versionOf(input: unknown): number | undefined {
  const version = typeof input === 'object' && input !== null && 'version' in input ? input.version : undefined;
  return typeof version === 'number' ? version : undefined;
}

/** Said once, in place of the faults that five hundred tiles may have. */
function tooManyTiles(input: unknown): DashboardFault | undefined {
  const count = tilesOf(input).length;
  if (count <= LIMITS.tiles) return undefined;
  return fault(['tiles'], `There are ${count} tiles; ${LIMITS.tiles} at most.`, 'Divide them over several dashboards.');
}

const tilesOf = (input: unknown): readonly unknown[] =>
  typeof input === 'object' && input !== null && 'tiles' in input && Array.isArray(input.tiles) ? input.tiles : [];

const isInPlan = (path: DashboardFault['path']): boolean =>
  path[0] === 'tiles' && path[2] === 'plan' && path.length > 2;

/** Plans are read by their own reader, whose words say more. */
function planFaults(input: unknown): DashboardFault[] {
  return tilesOf(input).flatMap((tile, i) => {
    const plan = typeof tile === 'object' && tile !== null && 'plan' in tile ? tile.plan : undefined;
    if (plan === undefined) return [];
    return faultsOfPlan(plan, ['tiles', i, 'plan']);
  });
}

/** The faults of a plan that show without a model, with the place of the plan before theirs. */
export function faultsOfPlan(plan: unknown, at: DashboardFault['path']): DashboardFault[] {
  try {
    parsePlan(plan);
    return [];
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    const faults = 'faults' in error.details ? (error.details.faults as readonly DashboardFault[]) : [];
    return faults.map(({ path, message, mend }) => fault([...at, ...path], message, mend));
  }
}

/** Faults between members: ids twice, places outside or over one another, what a kind of tile needs. */
export function specFaults(spec: DashboardSpec): DashboardFault[] {
  const { tiles, filters } = spec;
  const controls = new Set(filters.map(({ id }) => id));
  return [
    ...twice(tiles, 'tiles'),
    ...twice(filters, 'filters'),
    ...tiles.flatMap((tile, i) => [...tileFaults(tile, controls)].map(one => inside(['tiles', i], one))),
    ...overlapFaults(tiles),
    ...(spec.time ? rangeFaults(spec.time.range, ['time', 'range']) : []),
    ...filters.flatMap((filter, i) => (filter.period ? [...rangeFaults(filter.period, ['filters', i, 'period'])] : [])),
  ];
}

const inside = (at: DashboardFault['path'], { path, message, mend }: DashboardFault): DashboardFault =>
  fault([...at, ...path], message, mend);

function twice(things: readonly { readonly id: string }[], where: string): DashboardFault[] {
  return things.flatMap(({ id }, i) =>
    things.findIndex(other => other.id === id) < i
      ? [fault([where, i, 'id'], `The id ${id} is taken.`, 'Give another one.')]
      : [],
  );
}

function* tileFaults(tile: Tile, controls: ReadonlySet<string>): Generator<DashboardFault> {
  const { kind, at } = tile;
  if (at.x + at.w > LIMITS.columns) {
    yield fault(['at'], `It ends at column ${at.x + at.w} of ${LIMITS.columns}.`, 'Make it narrower or move it left.');
  }
  const hasData = tile.plan !== undefined || tile.source !== undefined;
  if (DATA_KINDS.has(kind)) {
    if (!hasData) yield fault([], `A tile of the kind ${kind} shows data.`, 'Give it a plan or a source.');
    if (tile.plan && tile.source) yield fault(['source'], 'It has a plan and a source.', 'Leave one of them out.');
  } else if (hasData) {
    yield fault([tile.plan ? 'plan' : 'source'], `A tile of the kind ${kind} shows no data.`, 'Leave it out.');
  }
  if (kind === 'text' && tile.text === undefined) yield fault(['text'], 'A text tile has a text.', 'Give it.');
  if (kind === 'filter' && tile.filter === undefined) {
    yield fault(['filter'], 'A filter tile shows a filter of the dashboard.', 'Give its id.');
  }
  if (tile.filter !== undefined && !controls.has(tile.filter)) {
    yield fault(['filter'], `There is no filter ${tile.filter}.`, 'Add it to the filters, or name another one.');
  }
  if (tile.time?.range) yield* rangeFaults(tile.time.range, ['time', 'range']);
  for (const [i, annotation] of (tile.annotations ?? []).entries()) {
    if ((annotation.kind === 'band') !== (annotation.to !== undefined)) {
      yield fault(['annotations', i, 'to'], 'A band has an end, nothing else has.', 'Give or leave out "to".');
    }
    if (annotation.axis === 'y' && typeof annotation.from === 'string') {
      yield fault(['annotations', i, 'from'], 'The y axis has numbers.', 'Give a number.');
    }
  }
}

function overlapFaults(tiles: readonly Tile[]): DashboardFault[] {
  return tiles.flatMap((tile, i) => {
    const under = tiles.slice(0, i).find(other => overlaps(other.at, tile.at));
    return under
      ? [fault(['tiles', i, 'at'], `${tile.title} lies over ${under.title}.`, 'Move one of them, or tidy up.')]
      : [];
  });
}
