import { type RecordedResource, stackType } from '../recorded.ts';
import type { Changes } from './changes.ts';

const byName = (one: RecordedResource, other: RecordedResource): number =>
  one.name < other.name ? -1 : Number(one.name > other.name);

/** The resources as they belong to each other, by name, a line each; with marks for what is new (+), gone (-) and other (~). */
export function treeLines(resources: readonly RecordedResource[], changes?: Changes): string[] {
  const all = [...resources, ...(changes?.removed ?? [])];
  const children = Map.groupBy(all, ({ parent }) => parent);
  const urns = new Set(all.map(({ urn }) => urn));
  const marks = new Map<string, string>([
    ...(changes?.added ?? []).map(({ urn }) => [urn, '+ '] as const),
    ...(changes?.removed ?? []).map(({ urn }) => [urn, '- '] as const),
    ...(changes?.changed ?? []).map(({ resource }) => [resource.urn, '~ '] as const),
  ]);
  const lines: string[] = [];
  const draw = (resource: RecordedResource, indent: string, branch: string): void => {
    const mark = changes ? (marks.get(resource.urn) ?? '  ') : '';
    const locked = resource.protect ? '  protected' : '';
    lines.push(`${mark}${indent}${branch}${resource.name}  ${resource.type}${locked}`);
    const below = (children.get(resource.urn) ?? []).toSorted(byName);
    const within = indent + (branch === '' ? '' : branch === '├─ ' ? '│  ' : '   ');
    for (const child of below) draw(child, within, child === below.at(-1) ? '└─ ' : '├─ ');
  };
  for (const root of all.filter(({ parent, type }) => type === stackType || !urns.has(parent))) draw(root, '', '');
  return lines;
}
