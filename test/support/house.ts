import { isBuiltin } from 'node:module';
import type { Import } from './imports.ts';

/** Who may import what: areas and single files. `types` are areas of which only types may be imported. */
export interface Area {
  readonly name: string;
  readonly imports: readonly string[];
  readonly types?: readonly string[];
  /** Packages and modules of Node allowed; without it, all of them. */
  readonly packages?: readonly string[];
  readonly node?: boolean;
}

/** The area of a file; the longest name wins, so that `dashboard/web` is not `dashboard`. */
const areaOf = (file: string, areas: readonly Area[]): Area | undefined =>
  areas
    .filter(({ name }) => file.startsWith(`${name}/`))
    .sort((a, b) => b.name.length - a.name.length)
    .at(0);

const packageOf = (module: string): string =>
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');

function isAllowed({ to, ours, typeOnly }: Import, area: Area, areas: readonly Area[]): boolean {
  if (!ours) {
    if (area.packages !== undefined) return area.packages.includes(packageOf(to));
    return to !== '?' && (area.node !== false || !isBuiltin(to));
  }
  const target = areaOf(to, areas);
  // Styles, pictures and data at the top, such as package.json, belong to no area.
  if (target === undefined) return false;
  if (target.name === area.name || area.imports.includes(target.name) || area.imports.includes(to)) return true;
  return typeOnly && (area.types ?? []).includes(target.name);
}

/** Imports that go against the table, each as `from -> to`. */
export const violations = (imports: readonly Import[], areas: readonly Area[]): string[] =>
  imports
    .filter(one => {
      const area = areaOf(one.from, areas);
      return area === undefined || !isAllowed(one, area, areas);
    })
    .map(({ from, to }) => `${from} -> ${to}`);

/** The circles of a graph: every set of two or more nodes that all reach one another (Tarjan's algorithm). */
export function circles(edges: readonly (readonly [string, string])[]): string[][] {
  const next = Map.groupBy(
    edges.filter(([from, to]) => from !== to),
    ([from]) => from,
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    const order = index.size;
    index.set(node, order);
    low.set(node, order);
    open.push(node);
    for (const [, to] of next.get(node) ?? []) {
      if (!index.has(to)) visit(to);
      if (open.includes(to)) low.set(node, Math.min(low.get(node)!, low.get(to)!));
    }
    if (low.get(node) !== order) return;
    const circle = open.splice(open.indexOf(node));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const node of next.keys()) if (!index.has(node)) visit(node);
  return found;
}
