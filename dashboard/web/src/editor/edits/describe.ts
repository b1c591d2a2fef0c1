import { type Differences, differences } from '../../../../../core/dashboards/differences.ts';
import type { Operation } from '../../../../../core/dashboards/operations/schema.ts';
import type { DashboardSpec } from '../../../../../core/dashboards/spec.ts';

/** How members read in a list of differences. */
const MEMBERS: Readonly<Record<string, string>> = {
  at: 'place',
  plan: 'data',
  source: 'source',
  question: 'question',
  kind: 'kind',
  encoding: 'columns shown',
  comparison: 'comparison',
  sparkline: 'sparkline',
  target: 'target',
  annotations: 'annotations',
  time: 'time',
  refresh: 'refresh',
  drill: 'drill path',
  style: 'looks',
  text: 'text',
  title: 'title',
  description: 'description',
  filter: 'filter',
  filters: 'filters',
  folder: 'folder',
  personas: 'personas',
  theme: 'theme',
  features: 'features',
};

export const memberWords = (members: readonly string[]): string =>
  members.map(member => MEMBERS[member] ?? member).join(', ');

/** Differences as lines, the most telling first. */
export function differenceLines({ added, removed, changed, dashboard }: Differences): string[] {
  const onlyMoved = changed.filter(({ what }) => what.length === 1 && what[0] === 'at');
  const others = changed.filter(one => !onlyMoved.includes(one));
  return [
    ...added.map(({ title }) => `Added ${title}`),
    ...removed.map(({ title }) => `Removed ${title}`),
    ...others.map(({ title, what }) => `${title}: ${memberWords(what.filter(member => member !== 'at'))}`),
    ...(dashboard.length > 0 ? [`Dashboard: ${memberWords(dashboard)}`] : []),
    ...movedLine(onlyMoved.map(({ title }) => title)),
  ];
}

const movedLine = (titles: readonly string[]): string[] => {
  if (titles.length === 0) return [];
  return [titles.length > 2 ? `Moved ${titles.length} tiles` : `Moved ${titles.join(' and ')}`];
};

const VERBS: Readonly<Partial<Record<Operation['kind'], string>>> = {
  moveTile: 'moved',
  resizeTile: 'resized',
  removeTile: 'removed',
  changePlan: 'data',
  changeKind: 'kind',
  describeTile: 'description',
  restyleTile: 'looks',
  changeEncoding: 'columns shown',
  setComparison: 'comparison',
  setSparkline: 'sparkline',
  setTarget: 'target',
  setAnnotations: 'annotations',
  setTileTime: 'time',
  setTileRefresh: 'refresh',
  setDrillPath: 'drill path',
  setText: 'text',
};
const SPEC_VERBS: Readonly<Partial<Record<Operation['kind'], string>>> = {
  retitle: 'Title',
  describe: 'Description',
  setFolder: 'Folder',
  setPersonas: 'Personas',
  setTheme: 'Theme',
  setTime: 'Time',
  setRefresh: 'Refresh',
  setFeatures: 'Features',
  setFilters: 'Filters',
  arrange: 'Tiles arranged',
  tidy: 'Tidied up',
  replaceSpec: 'Everything replaced',
};

/** Operations of the history as lines; tiles are named as they are called in `spec`, else by their id. */
export function operationLines(operations: readonly Operation[], spec: DashboardSpec): string[] {
  const titles = new Map(spec.tiles.map(({ id, title }) => [id, title]));
  const lines = new Map<string, string[]>();
  const others: string[] = [];
  for (const operation of operations) {
    if (operation.kind === 'addTile') others.push(`Added ${operation.tile.title}`);
    else if (operation.kind === 'putFilter') others.push(`Filter ${operation.filter.label}`);
    else if (operation.kind === 'removeFilter') others.push(`Removed the filter ${operation.filter_id}`);
    else if (operation.kind === 'retitle') others.push(`Title: ${operation.value}`);
    else if ('tile_id' in operation) {
      const title = titles.get(operation.tile_id) ?? operation.tile_id;
      const what = operation.kind === 'retitleTile' ? `title “${operation.value}”` : VERBS[operation.kind];
      lines.set(title, [...(lines.get(title) ?? []), what ?? operation.kind]);
    } else others.push(SPEC_VERBS[operation.kind] ?? operation.kind);
  }
  return [...others, ...[...lines].map(([title, what]) => `${title}: ${[...new Set(what)].join(', ')}`)];
}

/** What a revision that put another dashboard in place changed (an imported file, a restored one); undefined where it is none. */
export function replacedLines(operations: readonly Operation[], inverse: readonly Operation[]): string[] | undefined {
  const [[now], [before]] = [operations, inverse];
  if (operations.length !== 1 || now?.kind !== 'replaceSpec' || before?.kind !== 'replaceSpec') return undefined;
  return differenceLines(differences(before.spec, now.spec));
}
