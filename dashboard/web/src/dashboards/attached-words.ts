import { formatCount } from '../format.ts';
import type { Attached } from './dashboards-api.ts';

const counted = (count: number, one: string): readonly string[] =>
  count === 0 ? [] : [`${formatCount(count)} ${one}${count === 1 ? '' : 's'}`];

/** "2 links, 1 alert and 1 report go with it." */
export function attachedWords({ links, alerts, reports }: Attached): string {
  const parts = [...counted(links, 'link'), ...counted(alerts, 'alert'), ...counted(reports, 'report')];
  const last = parts.at(-1);
  if (last === undefined) return 'No link, alert or report goes with it.';
  const all = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return `${all} ${links + alerts + reports === 1 ? 'goes' : 'go'} with it.`;
}
