import { SophiaError } from '../../errors.ts';
import { printExpression } from '../expression/print.ts';
import type { JoinGraph, Path, Step } from './graph.ts';
import { reversedPath } from './graph.ts';

/**
 * strict: several ways are an error, unless they provably lead to the same rows. shortest: the one with the
 * fewest hops; an error only when two are equally short.
 */
export type PathChoice = 'strict' | 'shortest';

/** A way from a dataset to another: `one` keeps its rows as they are, `many` can repeat them (1:N first, N:1 after). */
export interface Route {
  readonly kind: 'one' | 'many';
  readonly path: Path;
}

/** Ways beyond this number are not looked at: the answer is ambiguous long before. */
const MOST_PATHS = 200;

export interface Router {
  readonly choice: PathChoice;
  /**
   * The way from one dataset to another.
   * @throws SophiaError E_AMBIGUOUS_PATH, E_NO_PATH, or E3012 when only many-to-many ways without a bridge exist
   */
  route(from: string, to: string): Route;
  /** Whether each row of `from` has at most one row of `to`, over whatever ways. */
  reachesOne(from: string, to: string): boolean;
  /** Whether `route` can give a way at all, ambiguous or not. */
  reaches(from: string, to: string): boolean;
}

/** Finds ways over the graph and remembers them: the same question always gets the same answer. */
export function createRouter(graph: JoinGraph, choice: PathChoice): Router {
  const remembered = new Map<string, readonly Path[]>();
  const ways = (kind: Route['kind'], from: string, to: string): readonly Path[] => {
    const key = `${kind} ${from} ${to}`;
    const known = remembered.get(key) ?? simplePaths(graph, from, to, kind);
    remembered.set(key, known);
    return known;
  };
  const route = (from: string, to: string): Route => {
    if (from === to) return { kind: 'one', path: [] };
    for (const kind of ['one', 'many'] as const) {
      const paths = ways(kind, from, to);
      if (paths.length > 0) return { kind, path: chosen(paths, from, to, choice) };
    }
    if (!graph.connected(from, to)) throw new SophiaError('E_NO_PATH', [], { from, to });
    throw new SophiaError('E3012_MN_NO_SAFE_REWRITE', [], { from, to });
  };
  const reachesOne = (from: string, to: string) => from === to || ways('one', from, to).length > 0;
  return {
    choice,
    route,
    reachesOne,
    reaches: (from, to) => reachesOne(from, to) || ways('many', from, to).length > 0,
  };
}

/** How far along a way is: before any N:1 or 1:N hop, after 1:N hops, after 1:N and then N:1, or plain N:1. */
type Phase = 'start' | 'up' | 'down' | 'bridged';

/** The phase after one more hop; undefined when the hop makes the way many-to-many without a bridge. */
function advanced(phase: Phase, step: Step): Phase | undefined {
  if (step.toOne && step.fromOne) return phase;
  if (step.toOne) return phase === 'start' || phase === 'up' ? 'up' : 'bridged';
  if (step.fromOne) return phase === 'start' || phase === 'down' ? 'down' : undefined;
  return undefined;
}

/** All ways that visit no dataset twice: for `one` over N:1 and 1:1 hops, for `many` over 1:N hops and then N:1. */
function simplePaths(graph: JoinGraph, from: string, to: string, kind: Route['kind']): readonly Path[] {
  const found: Path[] = [];
  const visit = (dataset: string, path: Path, visited: ReadonlySet<string>, phase: Phase): void => {
    for (const step of graph.steps(dataset)) {
      if (visited.has(step.target) || found.length >= MOST_PATHS) continue;
      const next = advanced(phase, step);
      if (next === undefined || (kind === 'one' && next !== 'start' && next !== 'up')) continue;
      if (kind === 'many' && next === 'up') continue;
      const longer = [...path, step];
      if (step.target !== to) visit(step.target, longer, new Set([...visited, step.target]), next);
      else if (kind === 'one' || next !== 'start') found.push(longer);
    }
  };
  visit(from, [], new Set([from]), 'start');
  return found;
}

function chosen(paths: readonly Path[], from: string, to: string, choice: PathChoice): Path {
  const distinct = paths.length === 1 ? paths : paths.filter(path => !paths.some(other => shortens(other, path)));
  const fewest = Math.min(...distinct.map(path => path.length));
  const candidates = choice === 'shortest' ? distinct.filter(path => path.length === fewest) : distinct;
  if (candidates.length === 1) return candidates[0]!;
  throw new SophiaError('E_AMBIGUOUS_PATH', [], { from, to, paths: candidates.map(describePath) });
}

export const describePath = (path: Path): string =>
  path.map(step => `${step.source} to ${step.target} by ${step.edge.relationship.name}`).join(', ');

/**
 * Whether `short` is `long` with a detour cut out, and the detour provably ends at the row that the direct hop
 * leads to: its last keys equal, hop by hop, the very columns that the direct hop joins on.
 */
function shortens(short: Path, long: Path): boolean {
  if (short.length >= long.length) return false;
  for (let at = 0; at < short.length; at++) {
    const direct = short[at]!;
    const detour = long.length - short.length + 1;
    const same = (left: Path, right: Path) => left.every((step, index) => step.id === right[index]?.id);
    if (!same(short.slice(0, at), long) || !same(short.slice(at + 1), long.slice(at + detour))) continue;
    if (commutes(direct, long.slice(at, at + detour))) return true;
  }
  return false;
}

/** Seen from whichever side each row leads to one: a way that repeats rows is the way back of one that does not. */
function commutes(direct: Step, detour: Path): boolean {
  if (direct.toOne && detour.every(step => step.toOne)) return sameRows([direct], detour);
  if (!direct.fromOne || !detour.every(step => step.fromOne)) return false;
  return sameRows(reversedPath([direct]), reversedPath(detour));
}

function sameRows(direct: Path, detour: Path): boolean {
  const pulled = pulledBack(detour);
  return pulled !== undefined && pulled === pulledBack(direct);
}

/** `target column = source column` for every key of the last hop, traced back to the first dataset; undefined when a key is no joined column. */
function pulledBack(path: Path): string | undefined {
  let known = new Map<string, string>();
  path.forEach((step, index) => {
    const next = new Map<string, string>();
    step.targetKeys.forEach((target, position) => {
      const source = printExpression(step.sourceKeys[position]!);
      const origin = index === 0 ? source : known.get(source);
      if (origin !== undefined) next.set(printExpression(target), origin);
    });
    known = next;
  });
  if (known.size !== path.at(-1)!.targetKeys.length) return undefined;
  return [...known]
    .map(([target, origin]) => `${target} = ${origin}`)
    .sort()
    .join(', ');
}
