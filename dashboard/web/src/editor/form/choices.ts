import { COLORS, FEATURES, TILE_KINDS, type TileKind, TONES } from '../../../../../core/dashboards/spec.ts';
import { DATE_PART_WORDS, DATE_PARTS } from '../../../../../core/plan/date-part.ts';
import { GRAINS, type TimeRange } from '../../../../../core/plan/schema.ts';
import type { ModelReply } from '../../api/types.ts';
import { groupKey } from '../../tiles/group-key.ts';
import type { Choice } from './fields.tsx';

const KINDS: Readonly<Record<TileKind, string>> = {
  number: 'Number',
  line: 'Line',
  area: 'Area',
  bar: 'Bars',
  pie: 'Pie',
  scatter: 'Scatter',
  heatMap: 'Heat map',
  funnel: 'Funnel',
  gauge: 'Gauge',
  map: 'Map',
  pivot: 'Pivot table',
  table: 'Table',
  list: 'List',
  text: 'Text',
  filter: 'Filter',
  question: 'Question box',
  upload: 'File upload',
};
export const kindChoices = (kinds: readonly TileKind[] = TILE_KINDS): Choice[] =>
  kinds.map(value => ({ value, label: KINDS[value] }));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const plain = (values: readonly string[]): Choice[] => values.map(value => ({ value, label: capital(value) }));

export const colorChoices: readonly Choice[] = plain(COLORS);
export const toneChoices: readonly Choice[] = plain(TONES);
export const grainChoices: readonly Choice[] = plain(GRAINS);
export const featureChoices: readonly Choice[] = FEATURES.map(value => ({
  value,
  label: capital(value.replaceAll('-', ' ')),
}));

export const operatorChoices: readonly Choice[] = [
  { value: '=', label: 'is' },
  { value: '!=', label: 'is not' },
  { value: 'in', label: 'is one of' },
  { value: 'notIn', label: 'is none of' },
  { value: 'contains', label: 'contains' },
  { value: '<', label: 'is less than' },
  { value: '<=', label: 'is at most' },
  { value: '>', label: 'is more than' },
  { value: '>=', label: 'is at least' },
  { value: 'isMissing', label: 'is missing' },
  { value: 'isPresent', label: 'is there' },
];

/** Windows that people choose; others are said in words, or as two dates. */
const RANGES: readonly (readonly [string, TimeRange])[] = [
  ['Last 7 days', { kind: 'past', unit: 'day', count: 7 }],
  ['Last 30 days', { kind: 'past', unit: 'day', count: 30 }],
  ['Last 90 days', { kind: 'past', unit: 'day', count: 90 }],
  ['Last 12 months', { kind: 'previous', unit: 'month', count: 12 }],
  ['Last 6 months', { kind: 'previous', unit: 'month', count: 6 }],
  ['This month', { kind: 'current', unit: 'month' }],
  ['Last month', { kind: 'previous', unit: 'month', count: 1 }],
  ['This quarter', { kind: 'current', unit: 'quarter' }],
  ['Last quarter', { kind: 'previous', unit: 'quarter', count: 1 }],
  ['This year', { kind: 'current', unit: 'year' }],
  ['Year to date', { kind: 'toDate', unit: 'year' }],
  ['Last year', { kind: 'previous', unit: 'year', count: 1 }],
];

const key = (range: TimeRange): string => JSON.stringify(Object.entries(range).sort());

/** The windows to choose from, with the one that is set where it is another. */
export function rangeChoices(now: TimeRange | undefined): { choices: readonly Choice[]; value: string | undefined } {
  const known = RANGES.map(([label, range]) => ({ label, value: key(range) }));
  if (now === undefined) return { choices: known, value: undefined };
  const value = key(now);
  const own = known.some(choice => choice.value === value) ? [] : [{ label: rangeWords(now), value }];
  return { choices: [...own, ...known], value };
}

export const rangeOfKey = (value: string, now: TimeRange | undefined): TimeRange | undefined =>
  RANGES.map(([, range]) => range).find(range => key(range) === value) ?? (now && key(now) === value ? now : undefined);

function rangeWords(range: TimeRange): string {
  switch (range.kind) {
    case 'between':
      return `${range.start} to ${range.end}`;
    case 'since':
      return `Since ${range.start}`;
    case 'before':
      return `Before ${range.end}`;
    case 'current':
      return `This ${range.unit}`;
    case 'toDate':
      return `${capital(range.unit)} to date`;
    case 'next':
      return `Next ${range.count} ${range.unit}s`;
    default:
      return `Last ${range.count} ${range.unit}s`;
  }
}

export const metricChoices = ({ metrics }: ModelReply): Choice[] =>
  metrics.map(({ name, label }) => ({ value: name, label }));

/** Fields by dataset; only those of a list when there is one. */
export const fieldChoices = (
  { datasets }: ModelReply,
  only?: readonly string[],
  fits: (field: ModelReply['datasets'][number]['fields'][number]) => boolean = () => true,
): Choice[] =>
  datasets.flatMap(dataset =>
    dataset.fields
      .filter(field => fits(field) && (only === undefined || only.includes(field.name)))
      .map(({ name, label }) => ({ value: name, label, group: dataset.label })),
  );

/** What numbers can be grouped by: the fields of a list, and of dates what comes again. */
export const groupChoices = (model: ModelReply, fields: readonly string[]): Choice[] =>
  model.datasets.flatMap(dataset =>
    dataset.fields
      .filter(({ name }) => fields.includes(name))
      .flatMap(({ name, label, is_time, type }) => [
        { value: name, label, group: dataset.label },
        ...DATE_PARTS.filter(part => is_time && (part !== 'hour' || type === 'datetime')).map(part => ({
          value: groupKey(name, part),
          label: `${label}: ${DATE_PART_WORDS[part]}`,
          group: dataset.label,
        })),
      ]),
  );
