import type { DashboardSpec, Tile } from '../../../../core/dashboards/spec.ts';
import { leafOf } from '../../../../core/plan/names.ts';
import type { Filter, Plan, TimeRange } from '../../../../core/plan/schema.ts';

/**
 * A tile in one line, as the expectations are written: `bar revenue by customer_region top 5 [horizontal] [red]`.
 * Everything that words can set is told, so that what was not asked for shows.
 */
export function told(tile: Tile): string {
  const { plan } = tile;
  const marks = [
    ...(plan ? conditions(plan) : []),
    tile.encoding?.orientation,
    tile.encoding?.arrangement,
    tile.encoding?.shape,
    tile.encoding?.totals && 'totals',
    tile.comparison && `vs ${tile.comparison.with === 'previousYear' ? 'year' : 'period'}`,
    tile.sparkline && 'sparkline',
    tile.target && `target ${tile.target.value}`,
    tile.time?.range && range(tile.time.range),
    tile.refresh !== undefined && `every ${tile.refresh} s`,
    tile.style?.color,
    tile.style?.legend !== undefined && `legend ${tile.style.legend}`,
    tile.style?.labels !== undefined && `labels ${tile.style.labels}`,
    tile.style?.decimals !== undefined && `decimals ${tile.style.decimals}`,
    ...(tile.style?.rules ?? []).map(
      one => `${one.column} ${one.operator} ${one.value} ${one.tone}${one.marks === 'row' ? ' row' : ''}`,
    ),
    ...(tile.annotations ?? []).map(one =>
      one.kind === 'band' ? `${one.from} to ${one.to} ${one.tone ?? one.label}` : `${one.from} ${one.label}`,
    ),
    tile.text !== undefined && `"${tile.text}"`,
  ].filter(mark => typeof mark === 'string');
  return [tile.kind, ...(plan ? [content(plan)] : []), ...marks.map(mark => `[${mark}]`)].join(' ').trim();
}

function content(plan: Plan): string {
  const numbers = plan.measures.filter(one => !one.hidden).map(one => one.metric ?? one.expression ?? one.name);
  const groups = [
    ...(plan.time?.grain ? [plan.time.grain] : []),
    // The key that tells two of the same name apart says nothing of its own.
    ...plan.dimensions
      .map(({ field }) => leafOf(field))
      .filter((leaf, i) => i === 0 || !/_(?:code|number)$/.test(leaf)),
  ];
  if (plan.fields.length > 0) return `rows of ${plan.fields[0]!.split('.')[0]}`;
  const steps = plan.steps.map(({ kind }) => ` ${kind}`).join('');
  const by = groups.length > 0 ? ` by ${groups.join(', ')}` : '';
  return `${numbers.join(' + ')}${steps}${by}${plan.limit === undefined ? '' : ` top ${plan.limit}`}`;
}

const conditions = (plan: Plan): string[] => [
  ...plan.where.map(condition),
  ...(plan.time?.range ? [range(plan.time.range)] : []),
];

const condition = (filter: Filter): string =>
  'values' in filter ? `${leafOf(filter.field)} ${filter.operator} ${filter.values.join('|')}` : JSON.stringify(filter);

function range(of: TimeRange): string {
  if ('count' in of) return `${of.kind} ${of.count} ${of.unit}`;
  if ('unit' in of) return `${of.kind} ${of.unit}`;
  return [of.kind, 'start' in of ? of.start : '', 'end' in of ? of.end : ''].filter(Boolean).join(' ');
}

export const place = ({ at }: Tile): string => [at.x, at.y, at.w, at.h].join(',');

/** What of a dashboard is not its tiles: only what differs from an empty one. */
export const toldBoard = (spec: DashboardSpec): Record<string, unknown> => ({
  ...(spec.theme.mode !== 'system' && { theme: spec.theme.mode }),
  ...(spec.theme.density !== 'comfortable' && { density: spec.theme.density }),
  ...(spec.theme.accent !== undefined && { accent: spec.theme.accent }),
  ...(spec.time && { time: range(spec.time.range) }),
  ...(spec.refresh !== undefined && { refresh: spec.refresh }),
  ...(spec.folder !== undefined && { folder: spec.folder }),
  ...(spec.features.length > 0 && { features: [...spec.features] }),
  ...(spec.filters.length > 0 && {
    filters: spec.filters.map(({ field, kind, selected, tiles }) =>
      [
        leafOf(field),
        kind === 'values' ? '' : kind,
        selected ? `= ${selected.join('|')}` : '',
        tiles ? `on ${tiles.join(', ')}` : '',
      ]
        .filter(Boolean)
        .join(' '),
    ),
  }),
});
