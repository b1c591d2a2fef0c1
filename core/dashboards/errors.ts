/** One fault of a specification or an operation: where, what is wrong, and how to mend it. */
export interface DashboardFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly mend: string;
}

/** A change of mine that meets one of somebody else's since the revision it was made on. */
export interface DashboardConflict {
  readonly tile_id?: string | undefined;
  /** Title of the tile, where there is one. */
  readonly title?: string | undefined;
  /** What both changed: `title`, `place`, `plan`, `theme` … */
  readonly what: string;
  /** Who changed it first, when, and as which revision. */
  readonly by: string;
  readonly at: string;
  readonly revision: number;
  /** Index of the operation that could not be carried out. */
  readonly operation: number;
}

/** Where a fault is: tiles[0].plan. */
export const pathText = (path: DashboardFault['path']): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('') ||
  'dashboard';

const listed = (faults: readonly DashboardFault[]): string =>
  faults.map(fault => `${pathText(fault.path)}: ${fault.message} ${fault.mend}`).join(' ');

const conflictText = ({ tile_id, title, what, by, at }: DashboardConflict): string =>
  `${by} changed the ${what} of ${tile_id === undefined ? 'the dashboard' : `the tile ${title ?? tile_id}`} at ${at}.`;

/** Errors of dashboards. */
export const dashboardMessages = {
  'dashboard.invalid': (d: { faults: readonly DashboardFault[] }) =>
    `The dashboard has ${d.faults.length} fault${d.faults.length === 1 ? '' : 's'}: ${listed(d.faults)}`,
  'dashboard.version_newer': (d: { found: number; known: number }) =>
    `The dashboard was written by a newer version (${d.found}; this one knows ${d.known}). Open it there, or export it there as version ${d.known}.`,
  'dashboard.unreadable': (d: { reason: string }) => `The text is no dashboard in YAML or JSON: ${d.reason}`,
  'dashboard.unknown': (_: Record<string, never>) => 'There is no such dashboard.',
  'dashboard.exists': (d: { id: string }) =>
    `There is a dashboard ${d.id} already, or there was one. Give another id, or edit that one.`,
  'dashboard.model_unknown': (d: { model: string; known: readonly string[] }) =>
    `The dashboard is over the model ${d.model}, which is not served here. Served: ${d.known.join(', ')}.`,
  'dashboard.unhealthy': (d: { id: string; faults: readonly DashboardFault[] }) =>
    `The dashboard ${d.id} can't be shown whole: ${listed(d.faults)}`,
  'dashboard.persona_missing': (d: { model: string }) =>
    `The dashboard is over the model ${d.model}, and none of your personas may ask that. Ask an administrator for one.`,
  'dashboard.revision_unknown': (d: { revision: number; latest: number }) =>
    `The dashboard has no revision ${d.revision}; its latest is ${d.latest}.`,
  'dashboard.operation_invalid': (d: { faults: readonly DashboardFault[] }) =>
    `The edit has ${d.faults.length} fault${d.faults.length === 1 ? '' : 's'}: ${listed(d.faults)}`,
  'dashboard.tile_unknown': (d: { tile: string; known: readonly string[] }) =>
    `There is no tile ${d.tile} here. ${d.known.length === 0 ? 'The dashboard is empty.' : `Known: ${d.known.slice(0, 8).join(', ')}${d.known.length > 8 ? ' …' : ''}.`}`,
  'dashboard.conflict': (d: { conflicts: readonly DashboardConflict[]; revision: number }) =>
    `The dashboard has changed meanwhile, and the edit can't be put on top: ${d.conflicts.map(conflictText).join(' ')} Nothing was changed. Look at revision ${d.revision} and edit again.`,
  'dashboard.description_empty': (_: Record<string, never>) =>
    'It does not say what the dashboard is to show. Say for example: revenue by month and revenue by region.',
  'dashboard.description_too_long': (d: { length: number; limit: number }) =>
    `The words have ${d.length} characters; ${d.limit} can be read at once. Say it in several requests.`,
  'dashboard.export_refused': (d: { title: string; reason: string }) =>
    `${d.title} has no data to be exported: ${d.reason}`,
  'dashboard.forbidden': (d: { action: string; role: string }) =>
    `To ${d.action} takes the role ${d.role}. Ask an administrator for it.`,
} as const;
