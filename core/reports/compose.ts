import { formatCell } from '../answer/format.ts';
import { tileCsv } from '../dashboards/export-tile.ts';
import { inReadingOrder } from '../dashboards/layout.ts';
import type { Loader } from '../dashboards/load.ts';
import type { TileEvent } from '../dashboards/load-document.ts';
import type { OpenedDashboard } from '../dashboards/service.ts';
import type { Tile } from '../dashboards/spec.ts';
import type { Acting } from '../identity/standing.ts';
import type { Notification } from '../ports/notifier.ts';
import type { Report } from './report.ts';
import type { Due } from './schedule.ts';

/** A report as it is now, before it is sent. */
export interface Composed {
  readonly lines: readonly string[];
  readonly answered: number;
  /** Titles of tiles that had no answer. */
  readonly without: readonly string[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly truncated: boolean }[];
}

/** The dashboard as its persona sees it now: a line a tile, and the rows of those to be attached. */
export async function composeReport(
  loader: Loader,
  { standing, persona }: Acting,
  dashboard: OpenedDashboard,
  report: Pick<Report, 'id' | 'rule'>,
): Promise<Composed> {
  const { spec, revision } = dashboard;
  const events = new Map<string, TileEvent>();
  const request = {
    username: standing.username,
    via: report.id,
    persona,
    spec,
    revision,
    view: report.rule.view ?? {},
  };
  for await (const event of loader.load({ ...request, filters: false })) {
    if (event.kind === 'tile') events.set(event.tile_id, event);
  }
  const told = [...spec.tiles].sort(inReadingOrder).flatMap(tile => {
    const event = events.get(tile.id);
    return event ? [{ tile, event }] : [];
  });
  const attached = told.filter(({ tile, event }) => report.rule.attachments.includes(tile.id) && isAnswered(event));
  return {
    lines: told.map(({ tile, event }) => tileLine(tile, event)),
    answered: told.filter(({ event }) => isAnswered(event)).length,
    without: told.filter(({ event }) => !isAnswered(event)).map(({ tile }) => tile.title),
    files: attached.map(({ tile, event }) => ({
      name: `${tile.id}.csv`,
      bytes: new TextEncoder().encode(tileCsv(event)),
      truncated: event.results.truncated,
    })),
  };
}

const isAnswered = ({ status }: TileEvent): boolean => status === 'answered';

/** A tile in a line: a number with what changed, else the answer's own sentence. */
function tileLine(tile: Tile, event: TileEvent): string {
  if (!isAnswered(event)) return `${tile.title}: not available. ${event.message}`;
  const missed = event.not_applied.map(({ reason }) => ` (${reason})`).join('');
  return `${tile.title}: ${tile.kind === 'number' ? numberText(event) : event.message}${missed}`;
}

function numberText({ results, message }: TileEvent): string {
  const { columns, rows } = results;
  const [row] = rows;
  const index = columns.findIndex(({ role }) => role === 'measure');
  const column = columns[index];
  if (!row || !column) return message;
  const besideOf = (suffix: string): string | undefined => {
    const at = columns.findIndex(({ name }) => name === `${column.name.slice(0, 100)}_${suffix}`);
    const found = columns[at];
    return found && formatCell(row[at] ?? null, found);
  };
  const [before, growth] = [besideOf('before'), besideOf('growth')];
  const compared = before === undefined ? '' : ` (before ${before}${growth === undefined ? '' : `, ${growth}`})`;
  return `${formatCell(row[index] ?? null, column)}${compared}`;
}

/** What people get: what was missed, a line a tile, the link and the files. */
export function reportNotification(
  report: Pick<Report, 'id' | 'rule'>,
  composed: Composed,
  due: Due & { readonly isLate: boolean },
  links: { readonly dashboard: string; file(name: string): string },
): Notification {
  const { rule } = report;
  const at = due.last.toISOString().slice(0, 16).replace('T', ' ');
  const missed = due.missed === 0 ? '' : `${due.missed} before it ${due.missed === 1 ? 'was' : 'were'} missed. `;
  const late =
    due.isLate || due.missed > 0 ? `This report was to come at ${at} UTC. ${missed}It shows the data of now.` : '';
  const files = composed.files.map(
    ({ name, truncated }) => `${name}${truncated ? ' (first rows only)' : ''}: ${links.file(name)}`,
  );
  const lines = [late, ...composed.lines, '', ...files, links.dashboard];
  return {
    subject: rule.title,
    text: lines.filter((line, index) => line !== '' || index > 0).join('\n'),
    severity: composed.without.length > 0 ? 'warning' : 'info',
  };
}
