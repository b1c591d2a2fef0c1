import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import type { ColumnType } from '../../../ports/query-engine.ts';
import type { DataType } from '../types.ts';
import type { DraftDataset, DraftField, DraftRelationship, DraftStructure } from './datasets.ts';
import { isAudit } from './datasets.ts';
import type { DraftMetric } from './metrics.ts';
import { columnExpression } from './names.ts';
import { labelOf, longWordsOf, wordsOf } from './words.ts';

const DATA_TYPES: Readonly<Record<ColumnType, DataType>> = {
  string: 'String',
  integer: 'Integer',
  decimal: 'Decimal',
  float: 'Float',
  boolean: 'Boolean',
  date: 'Date',
  timestamp: 'DateTime',
  time: 'Time',
  other: 'Opaque',
};

const HEADER = ` A draft of a semantic model, proposed from the data. It is yours to edit: names, labels, synonyms and
 descriptions are what questions are understood by; keys and relationships decide which numbers can be combined.
 Check the keys and relationships first: they were measured on the data as it is now.`;

/** The draft as the text of a model file, with comments that say what was measured. */
export function writeModel(name: string, structure: DraftStructure, metrics: readonly DraftMetric[]): string {
  const model = {
    name,
    datasets: structure.datasets.map(writeDataset),
    ...(structure.relationships.length > 0 && { relationships: structure.relationships.map(writeRelationship) }),
    ...(metrics.length > 0 && { metrics: metrics.map(writeMetric) }),
  };
  const document = new Document({ version: '0.2.0.dev0', semantic_model: [model] });
  document.commentBefore = HEADER;
  comment(document, 'datasets', structure.datasets.map(describeDataset));
  comment(document, 'relationships', structure.relationships.map(describeRelationship));
  setShortOnOneLine(document);
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function writeDataset(dataset: DraftDataset) {
  const { name, table, uniqueKeys, timeField, entity } = dataset;
  const key = table.keys[0];
  return {
    name,
    source: columnExpression(table.name),
    ...(key && { primary_key: key.map(columnExpression) }),
    ...(uniqueKeys.length > 0 && { unique_keys: uniqueKeys.map(columns => columns.map(columnExpression)) }),
    description: `One row per ${entity.join(' ')}.`,
    ...context(entity.join(' ') === name.replaceAll('_', ' ') ? [] : [entity.join(' ')]),
    ...extension(timeField ? { time_field: `${name}.${timeField.name}` } : {}),
    fields: dataset.fields.map(field => writeField(dataset, field)),
  };
}

function writeField(dataset: DraftDataset, field: DraftField) {
  const { name, column, role, isReference } = field;
  const isMeasure = role === 'additive' || role === 'level' || role === 'average';
  const isClock = column.type === 'time' || (role === 'time' && isAudit(field));
  return {
    name,
    expression: inStandardSql(columnExpression(column.name)),
    datatype: DATA_TYPES[column.type],
    ...(!isMeasure && { dimension: role === 'time' || isClock ? { is_time: !isClock } : {} }),
    label: labelOf(column.name),
    ...context(synonymsOf(dataset, field)),
    ...extension({ ...(isReference && { hidden: true }), ...(column.type === 'date' && { grain: 'day' }) }),
  };
}

/** The name written out, and for what names a row: what the row is called, and whose it is. */
function synonymsOf({ entity, fields, table }: DraftDataset, { column, role, name }: DraftField): readonly string[] {
  const own = longWordsOf(column.name);
  const ofEntity = own.filter(word => !entity.includes(word)).join(' ');
  const isName = ofEntity === 'name' || ofEntity === 'title';
  const hasName = fields.some(other => /^(?:name|title)$/.test(other.name) || /_(?:name|title)$/.test(other.name));
  const isKey = table.keys[0]?.length === 1 && table.keys[0][0] === column.name;
  const synonyms = [
    ...(own.join(' ') === wordsOf(name).join(' ') ? [] : [own.join(' ')]),
    ...(isName || (isKey && !hasName) ? [entity.join(' ')] : []),
    ...(role === 'attribute' || isName ? [[...entity, ...own.filter(word => !entity.includes(word))].join(' ')] : []),
  ];
  const words = wordsOf(name).join(' ');
  return [...new Set(synonyms)].filter(synonym => synonym !== words);
}

const writeRelationship = ({ name, from, to, reference }: DraftRelationship) => ({
  name,
  from: from.name,
  to: to.name,
  from_columns: reference.fromColumns.map(columnExpression),
  to_columns: reference.toColumns.map(columnExpression),
});

const writeMetric = (metric: DraftMetric) => ({
  name: metric.name,
  expression: inStandardSql(metric.expression),
  description: metric.description,
  ...context(metric.synonyms.filter(synonym => synonym !== metric.name.replaceAll('_', ' '))),
  ...extension(metric.extension),
});

const inStandardSql = (expression: string) => ({ dialects: [{ dialect: 'ANSI_SQL', expression }] });

const context = (synonyms: readonly string[]) => (synonyms.length > 0 ? { ai_context: { synonyms } } : {});

const extension = (data: Readonly<Record<string, unknown>>) =>
  Object.keys(data).length > 0 ? { custom_extensions: [{ vendor_name: 'COMMON', data: JSON.stringify(data) }] } : {};

const count = (number: number): string => number.toLocaleString('en-US');

function describeDataset({ table, role }: DraftDataset): string {
  const rows = ` ${count(table.rowCount)} rows.`;
  if (role !== '') return ` The table ${table.name} as ${role.replaceAll('_', ' ')}.`;
  if (table.keys.length > 0) return rows;
  return `${rows} No set of columns is unique: add primary_key if there should be one.`;
}

function describeRelationship({ reference: { values, found, to } }: DraftRelationship): string {
  if (found === values) return ` All ${count(values)} values are in ${to}.`;
  return ` ${count(found)} of ${count(values)} values are in ${to}; rows with the others stay, without a match.`;
}

/** Puts a comment before each item of one of the model's lists. */
function comment(document: Document, key: string, texts: readonly string[]): void {
  const list = document.getIn(['semantic_model', 0, key]);
  if (!isSeq(list)) return;
  for (const [index, item] of list.items.entries()) {
    if (!isMap(item)) continue;
    item.commentBefore = texts[index] ?? '';
    if (index > 0) item.spaceBefore = true;
  }
}

/** What fits on a line is set on one, so that a field takes few lines. */
function setShortOnOneLine(document: Document): void {
  visit(document, {
    Pair(_, { key, value }) {
      const isShort = isScalar(key) && SHORT.has(String(key.value)) && (isMap(value) || isSeq(value));
      if (isShort) value.flow = true;
    },
  });
}

const SHORT = new Set(
  'primary_key unique_keys from_columns to_columns expression dimension ai_context custom_extensions'.split(' '),
);
