import { holdsFractions } from './column-role.ts';
import type { DraftDataset, DraftField, DraftStructure } from './datasets.ts';
import { longWordsOf, plural, wordsOf } from './words.ts';

export interface DraftMetric {
  readonly name: string;
  readonly expression: string;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly extension: Readonly<Record<string, unknown>>;
}

const CURRENCIES = new Set(['usd', 'eur', 'gbp', 'chf', 'jpy', 'cad', 'aud', 'inr', 'cny', 'sek', 'nok', 'dkk', 'pln']);
const UNITS: Readonly<Record<string, string>> = {
  kg: 'kg',
  km: 'km',
  days: 'days',
  hours: 'hours',
  minutes: 'minutes',
};

/** A count for every dataset, a sum for what adds up, an average for what does not. Roles of a table get none. */
export function draftMetrics({ datasets, relationships, names }: DraftStructure): readonly DraftMetric[] {
  const plain = datasets.filter(dataset => dataset.role === '');
  const measures = plain.flatMap(dataset => dataset.fields.filter(isMeasure).map(field => field.name));
  return plain.flatMap(dataset => {
    const timeField = dataset.timeField ? undefined : inheritedTime(dataset);
    const time = timeField ? { time_field: timeField } : {};
    const count = countOf(dataset);
    const all = [
      ...(count ? [count] : []),
      ...dataset.fields.filter(isMeasure).map(field => measureOf(dataset, field, isShared(field.name))),
    ];
    return all.map(({ words, longer, ...metric }): DraftMetric => {
      const name = names.take(words, longer, [...longer, 'metric']);
      return { name, ...metric, extension: { ...metric.extension, ...time } };
    });
  });

  function isShared(name: string): boolean {
    return measures.filter(other => other === name).length > 1;
  }

  /** The time of what a row belongs to: an order line's is its order's. Master data has no say in this. */
  function inheritedTime(dataset: DraftDataset): string | undefined {
    const owners = relationships.filter(({ from }) => from === dataset).map(({ to }) => to);
    const owner = owners.find(to => to.timeField && relationships.some(({ from }) => from === to));
    return owner?.timeField ? `${owner.name}.${owner.timeField.name}` : undefined;
  }
}

const isMeasure = ({ role }: DraftField): boolean => role === 'additive' || role === 'level' || role === 'average';

interface NamedMetric extends Omit<DraftMetric, 'name'> {
  /** What to call it, and what if that is taken. */
  readonly words: readonly string[];
  readonly longer: readonly string[];
}

function countOf(dataset: DraftDataset): NamedMetric | undefined {
  const key = dataset.table.keys[0];
  const inKey = (field: DraftField) => key?.includes(field.column.name) ?? false;
  const counted = dataset.fields.find(inKey) ?? dataset.fields.find(({ column }) => column.nulls === 0);
  if (!counted) return undefined;
  const many = manyOf(dataset);
  return {
    words: [...dataset.entity, 'count'],
    longer: [...wordsOf(dataset.name), 'row', 'count'],
    // One count a row: the key is unique and never null, so nothing needs to be told apart.
    expression: `COUNT(${dataset.name}.${counted.name})`,
    description: `Number of ${many}.`,
    synonyms: [many, `number of ${many}`],
    extension: { format: 'integer' },
  };
}

function measureOf(dataset: DraftDataset, field: DraftField, isShared: boolean): NamedMetric {
  const isSum = field.role !== 'average';
  const prefix = isSum ? 'total' : 'average';
  const words = longWordsOf(field.column.name);
  const named = isShared ? joinWords(dataset.entity, words) : words;
  const text = named.join(' ');
  // A column called order_total says by itself that it is one.
  const full = named.includes(prefix) ? named : [prefix, ...named];
  return {
    words: full,
    longer: full === named ? joinWords(dataset.entity, words) : [prefix, ...joinWords(dataset.entity, words)],
    expression: `${isSum ? 'SUM' : 'AVG'}(${dataset.name}.${field.name})`,
    description: `${isSum ? 'Sum' : 'Average'} of the ${words.join(' ')} of ${manyOf(dataset)}.`,
    synonyms: isSum ? [text] : [...(full === named ? [] : [text]), `mean ${words.filter(w => w !== prefix).join(' ')}`],
    extension: { ...formatOf(field), ...(field.role === 'level' && { semi_additive: true }) },
  };
}

/** What rows are called, in plural: `sales orders`. */
const manyOf = ({ entity }: DraftDataset): string => [...entity.slice(0, -1), plural(entity.at(-1) ?? 'row')].join(' ');

/** Puts one group of words before another without saying a word twice: order line, line amount. */
function joinWords(first: readonly string[], second: readonly string[]): readonly string[] {
  return [...first.filter(word => !second.includes(word)), ...second];
}

function formatOf({ column, role }: DraftField): Readonly<Record<string, unknown>> {
  if (holdsFractions(column)) return { unit: '%', format: 'percent', decimals: 1 };
  const words = wordsOf(column.name);
  const currency = words.find(word => CURRENCIES.has(word));
  if (currency) return { unit: currency.toUpperCase(), format: 'currency', decimals: 2 };
  const last = words.at(-1) ?? '';
  const unit = Object.hasOwn(UNITS, last) ? { unit: UNITS[last] } : {};
  if (column.type === 'integer' && role !== 'average') return { ...unit, format: 'integer' };
  return { ...unit, format: 'number', decimals: 2 };
}
