import type { HistoryTurn, ModelMetric } from '../api/types.ts';
import type { DashboardSummary } from '../dashboards/dashboards-api.ts';
import { formatInstant } from '../format.ts';
import { GUIDES } from '../help/guides.ts';
import type { Route } from '../state/route.ts';
import { PAGES } from './pages.ts';

export type PaletteCommand =
  | { readonly kind: 'go'; readonly route: Route }
  | { readonly kind: 'ask'; readonly question: string }
  /** What the page that is shown can do. */
  | { readonly kind: 'run'; readonly run: () => void }
  | { readonly kind: 'newThread' | 'light' | 'dark' | 'system' | 'shortcuts' | 'signOut' };

export interface PaletteEntry {
  readonly id: string;
  readonly group: 'This dashboard' | 'Pages' | 'Dashboards' | 'Actions' | 'Metrics' | 'Questions asked' | 'Guides';
  readonly label: string;
  readonly detail?: string | undefined;
  /** Other words it is found by. */
  readonly words: string;
  readonly command: PaletteCommand;
}

const ACTIONS: readonly PaletteEntry[] = [
  { id: 'new', label: 'Start a new thread', words: 'clear reset', command: { kind: 'newThread' } },
  { id: 'light', label: 'Use the light theme', words: 'colour bright day', command: { kind: 'light' } },
  { id: 'dark', label: 'Use the dark theme', words: 'colour night', command: { kind: 'dark' } },
  { id: 'system', label: 'Use the theme of the system', words: 'colour auto', command: { kind: 'system' } },
  { id: 'keys', label: 'Show keyboard shortcuts', words: 'help keys', command: { kind: 'shortcuts' } },
  { id: 'out', label: 'Sign out', words: 'log out leave', command: { kind: 'signOut' } },
].map(entry => ({ ...entry, group: 'Actions' }) as PaletteEntry);

/** All there is to find, in the order of the groups. */
export function paletteEntries(
  metrics: readonly ModelMetric[],
  history: readonly HistoryTurn[],
  dashboards: readonly DashboardSummary[] = [],
): PaletteEntry[] {
  return [
    ...PAGES.map(({ route, label, short }): PaletteEntry => {
      return { id: `page-${route.page}`, group: 'Pages', label, words: short, command: { kind: 'go', route } };
    }),
    ...dashboards.map(({ id, title, folder }): PaletteEntry => {
      return {
        id: `dashboard-${id}`,
        group: 'Dashboards',
        label: title,
        detail: folder?.split('/').join(' / '),
        words: `dashboard ${folder ?? ''}`,
        command: { kind: 'go', route: { page: 'dashboard', id } },
      };
    }),
    ...ACTIONS,
    ...metrics.map((metric): PaletteEntry => {
      return {
        id: `metric-${metric.name}`,
        group: 'Metrics',
        label: metric.label,
        detail: metric.description ?? undefined,
        words: [metric.name, ...(metric.synonyms ?? [])].join(' '),
        command: { kind: 'ask', question: metric.label },
      };
    }),
    ...history.map((turn): PaletteEntry => {
      return {
        id: `turn-${turn.query_id}`,
        group: 'Questions asked',
        label: turn.question,
        detail: formatInstant(turn.asked_at),
        words: '',
        command: { kind: 'go', route: { page: 'query', queryId: turn.query_id } },
      };
    }),
    ...GUIDES.map(({ name, title }): PaletteEntry => {
      const command = { kind: 'go', route: { page: 'help', guide: name } } as const;
      return { id: `guide-${name}`, group: 'Guides', label: title, words: 'help guide how to', command };
    }),
  ];
}

/**
 * How well a query finds a text: 3 it starts it, 2 every word starts a word of it, 1 its letters stand in it in
 * order, 0 not at all.
 */
export function matchScore(query: string, text: string): number {
  const wanted = query.trim().toLocaleLowerCase();
  const given = text.toLocaleLowerCase();
  if (wanted === '' || given.startsWith(wanted)) return 3;
  const words = given.split(/[^\p{L}\p{N}]+/u);
  if (wanted.split(/\s+/).every(part => words.some(word => word.startsWith(part)))) return 2;
  let at = 0;
  for (const letter of wanted.replace(/\s+/g, '')) {
    at = given.indexOf(letter, at) + 1;
    if (at === 0) return 0;
  }
  return wanted.length >= 3 ? 1 : 0;
}

const MOST = 30;

/** What a query finds, best first within each group. Without a query pages, actions and the last questions are shown. */
export function findEntries(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  if (query.trim() === '') return entries.filter(entry => entry.group !== 'Metrics').slice(0, MOST);
  const scored = entries
    .map(entry => {
      // Letters here and there are looked for in what is read alone.
      const byWords = matchScore(query, entry.words);
      return { entry, score: Math.max(matchScore(query, entry.label) * 2, byWords > 1 ? byWords : 0) };
    })
    .filter(({ score, entry }) => score > (entry.label.length > 40 ? 2 : 0));
  const groups = [...new Set(entries.map(entry => entry.group))];
  return scored
    .sort((a, b) => groups.indexOf(a.entry.group) - groups.indexOf(b.entry.group) || b.score - a.score)
    .map(({ entry }) => entry)
    .slice(0, MOST);
}
