import { type RecordedResource, stackType } from '../recorded.ts';
import type { Changes } from './changes.ts';

const byName = (one: RecordedResource, other: RecordedResource): number =>
  one.name < other.name ? -1 : Number(one.name > other.name);

export interface TreeOptions {
  /** What is below a component is counted, but for what has a mark. Default false. */
  readonly folded?: boolean;
}

/** The resources as they belong to each other, by name, a line each; with marks for what is new (+), gone (-) and other (~). */
export function treeLines(
  resources: readonly RecordedResource[],
  changes?: Changes,
  { folded = false }: TreeOptions = {},
): string[] {
  const all = [...resources, ...(changes?.removed ?? [])];
  const children = Map.groupBy(all, ({ parent }) => parent);
  const below = ({ urn }: RecordedResource): RecordedResource[] => (children.get(urn) ?? []).toSorted(byName);
  const urns = new Set(all.map(({ urn }) => urn));
  const marks = new Map<string, string>([
    ...(changes?.added ?? []).map(({ urn }) => [urn, '+ '] as const),
    ...(changes?.removed ?? []).map(({ urn }) => [urn, '- '] as const),
    ...(changes?.changed ?? []).map(({ resource }) => [resource.urn, '~ '] as const),
  ]);
  const isMarked = (resource: RecordedResource): boolean => marks.has(resource.urn) || below(resource).some(isMarked);
  const sizeOf = (resource: RecordedResource): number => below(resource).reduce((sum, child) => sum + sizeOf(child), 1);
  const lines: string[] = [];
  const draw = (resource: RecordedResource, indent: string, branch: string): void => {
    const mark = changes ? (marks.get(resource.urn) ?? '  ') : '';
    const locked = resource.protect ? '  protected' : '';
    lines.push(`${mark}${indent}${branch}${resource.name}  ${resource.type}${locked}`);
    const within = indent + (branch === '' ? '' : branch === '├─ ' ? '│  ' : '   ');
    const shown = below(resource).filter(child => !folded || resource.type === stackType || isMarked(child));
    const hidden = sizeOf(resource) - shown.reduce((sum, child) => sum + sizeOf(child), 1);
    for (const child of shown) draw(child, within, child === shown.at(-1) && hidden === 0 ? '└─ ' : '├─ ');
    if (hidden > 0) lines.push(`${changes ? '  ' : ''}${within}└─ … ${hidden} more`);
  };
  for (const root of all.filter(({ parent, type }) => type === stackType || !urns.has(parent))) draw(root, '', '');
  return lines;
}
