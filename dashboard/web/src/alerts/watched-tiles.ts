import type { DashboardSpec } from '../dashboards/dashboards-api.ts';
import type { Option } from '../sharing/fields.tsx';
import type { Alert } from './alerts-api.ts';

/** What of a dashboard an alert can watch. */

/** Tiles that show one number. */
export const numberTiles = ({ tiles }: DashboardSpec): readonly Option[] =>
  tiles.filter(({ kind, plan }) => kind === 'number' && plan).map(({ id, title }) => ({ value: id, label: title }));

const watched = (alert: Alert | undefined): string | undefined =>
  alert !== undefined && 'tile_id' in alert.rule.of ? alert.rule.of.tile_id : undefined;

/** Whether the tile that an alert watches was taken away. */
export const isTileGone = ({ tiles }: DashboardSpec, alert: Alert | undefined): boolean =>
  watched(alert) !== undefined && !tiles.some(({ id, plan }) => id === watched(alert) && plan);

/** Tiles that show one number, and the one that is watched whatever it shows now. */
export function choosable(spec: DashboardSpec, alert: Alert | undefined): readonly Option[] {
  const tiles = numberTiles(spec);
  const own = spec.tiles.find(({ id, plan }) => id === watched(alert) && plan);
  return own === undefined || tiles.some(({ value }) => value === own.id)
    ? tiles
    : [...tiles, { value: own.id, label: own.title }];
}
