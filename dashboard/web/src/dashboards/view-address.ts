import type { TimeRange } from '../../../../core/plan/schema.ts';
import type { Cell } from '../api/types.ts';
import { PARTS } from '../tiles/group-key.ts';
import type { View } from './dashboards-api.ts';
import { parsePeriod, writePeriod } from './period-address.ts';

/**
 * A view as the query of an address, so that a link shows the same: `filter.region=Europe`, `filter.price.min=10`,
 * `filter.day.period=past_30_day`, `filter.region=*` (all), `time=previous_3_month`,
 * `cross.by-region.customers.region=Europe`, `cross-dayofweek.by-weekday.orders.date=Monday`, `cross-period.by-month.orders.date=between_…`.
 */
export function writeView(view: View): URLSearchParams {
  const search = new URLSearchParams();
  for (const [id, chosen] of Object.entries(view.filters ?? {})) {
    const key = `filter.${id}`;
    if (chosen === null) search.append(key, ALL);
    else writeFilter(search, key, chosen);
  }
  if (view.time !== undefined) search.append('time', writePeriod(view.time.range));
  for (const { tile_id = '', field, part, values = [], period } of view.cross ?? []) {
    const kind = part === undefined ? 'cross' : `cross-${part}`;
    for (const value of values) search.append(`${kind}.${tile_id}.${field}`, writeValue(value));
    if (period !== undefined) search.append(`cross-period.${tile_id}.${field}`, writePeriod(period));
  }
  return search;
}

type Chosen = NonNullable<NonNullable<View['filters']>[string]>;
type CrossEntry = NonNullable<View['cross']>[number];

const ALL = '*';

function writeFilter(search: URLSearchParams, key: string, { selected, minimum, maximum, period }: Chosen): void {
  for (const value of selected ?? []) search.append(key, writeValue(value));
  if (minimum !== undefined) search.append(`${key}.min`, String(minimum));
  if (maximum !== undefined) search.append(`${key}.max`, String(maximum));
  if (period !== undefined) search.append(`${key}.period`, writePeriod(period));
}

/** Text as it is; what text could be taken for is written as JSON. */
const writeValue = (value: Cell): string =>
  typeof value === 'string' && readValue(value) === value ? value : JSON.stringify(value);

const ODD = /^(".*"|-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/s;

function readValue(text: string): Cell {
  if (text === ALL) return null;
  if (!ODD.test(text)) return text;
  try {
    return JSON.parse(text) as Cell;
  } catch {
    return text;
  }
}

/** The view that an address names; what is not understood in it is left out. */
export function readView(search: URLSearchParams): View {
  const filters: Record<string, Chosen | null> = {};
  const cross = new Map<string, CrossEntry>();
  let time: TimeRange | undefined;
  for (const [key, text] of search) {
    const [kind = '', id = '', ...rest] = key.split('.');
    if (key === 'time') time = parsePeriod(text) ?? time;
    else if (kind === 'filter' && ID.test(id)) readFilter(filters, id, rest.join('.'), text);
    else if (kind.startsWith('cross') && rest.length >= 2) readCross(cross, key, kind, id, rest.join('.'), text);
  }
  return {
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(cross.size > 0 && { cross: [...cross.values()].slice(0, 20) }),
    ...(time !== undefined && { time: { range: time } }),
  };
}

const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

function readFilter(filters: Record<string, Chosen | null>, id: string, part: string, text: string): void {
  const chosen = filters[id] ?? {};
  if (part === 'min' || part === 'max') {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isFinite(number)) filters[id] = { ...chosen, [part === 'min' ? 'minimum' : 'maximum']: number };
  } else if (part === 'period') {
    const period = parsePeriod(text);
    if (period !== undefined) filters[id] = { ...chosen, period };
  } else if (part === '' && text === ALL) filters[id] = null;
  else if (part === '') {
    const value = readValue(text);
    if (value !== null) filters[id] = { ...chosen, selected: [...(chosen.selected ?? []), value] };
  }
}

function readCross(
  cross: Map<string, CrossEntry>,
  key: string,
  kind: string,
  tile: string,
  field: string,
  text: string,
): void {
  const of = { ...(ID.test(tile) && { tile_id: tile }), field };
  const part = PARTS.find(one => kind === `cross-${one}`);
  if (kind === 'cross' || part !== undefined) {
    const before = cross.get(key)?.values ?? [];
    cross.set(key, { ...of, ...(part && { part }), values: [...before, readValue(text)] });
  } else if (kind === 'cross-period') {
    const period = parsePeriod(text);
    if (period !== undefined) cross.set(key, { ...of, period });
  }
}
