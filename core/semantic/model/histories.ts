import { identifierOf, normalizedIdentifier } from '../expression/identifier.ts';
import type { Expression } from '../expression/nodes.ts';
import { expressionsOf, someExpression } from '../expression/walk.ts';
import type { Dataset, Field, Metric, SemanticModel } from './types.ts';

/** What stands at a level on a day, where the name says so. */
const LEVEL = /\b(on hand|in stock|stock|inventory|balance|headcount|backlog|outstanding)\b/;
/** What comes and goes adds up, whatever it is of. */
const FLOW =
  /\b(received?|receipts?|issued?|sold|ordered|shipped|moved|movements?|changes?|delta|returned|used|in|out)$/;
const STATES = /\b(snapshots?|stock counts?|stock levels?|inventory levels?|balances)\b/;

const wordsOf = ({ name, label, aiContext }: Dataset | Field): string =>
  [name, label ?? '', ...aiContext.synonyms].join(' ; ').replaceAll('_', ' ').toLowerCase();

/**
 * A dataset with a row for each thing and day, whose numbers are levels by their names, holds the same pieces again
 * every day: what is added up over it is never added up over its dates, although no extension says so.
 */
export function withHistories(model: SemanticModel): SemanticModel {
  const histories = model.datasets.flatMap(dataset => {
    const date = dataset.extension.semiAdditive === undefined ? dateInKey(dataset) : undefined;
    const levels = date ? levelsOf(dataset) : [];
    return date && levels.length > 0 ? [{ dataset, levels, timeField: `${dataset.name}.${date.name}` }] : [];
  });
  if (histories.length === 0) return model;
  const leveled = <T extends Dataset | Metric>(element: T, timeField: string | undefined): T =>
    timeField === undefined
      ? element
      : Object.freeze({ ...element, extension: { ...element.extension, timeField, semiAdditive: true } });
  return Object.freeze({
    ...model,
    datasets: model.datasets.map(dataset => {
      const history = histories.find(h => h.dataset === dataset);
      const all = history && history.levels.length === numbersOf(dataset).length;
      return leveled(dataset, all ? history.timeField : undefined);
    }),
    metrics: model.metrics.map(metric => {
      if (metric.extension.semiAdditive !== undefined || metric.extension.timeField !== undefined) return metric;
      return leveled(metric, histories.find(history => adds(metric.expression, history))?.timeField);
    }),
  });
}

const keysOf = ({ primaryKey, uniqueKeys }: Dataset) => [primaryKey, ...uniqueKeys];

const columnOf = ({ expression }: Field): string | undefined =>
  expression.kind === 'reference' ? expression.parts.at(-1)?.name.toLowerCase() : undefined;

const isIn = (key: readonly string[], field: Field): boolean =>
  key.some(column => identifierOf(column).name.toLowerCase() === columnOf(field));

/** The date that tells apart the rows of one thing. */
function dateInKey(dataset: Dataset): Field | undefined {
  const keys = keysOf(dataset).filter(key => key.length > 1);
  return dataset.fields.find(field => field.isTime && !field.quoted && keys.some(key => isIn(key, field)));
}

const numbersOf = (dataset: Dataset): readonly Field[] =>
  dataset.fields.filter(field => !field.isDimension && !field.isTime && !keysOf(dataset).some(key => isIn(key, field)));

const levelsOf = (dataset: Dataset): readonly Field[] =>
  numbersOf(dataset).filter(field => {
    const words = wordsOf(field);
    return !FLOW.test(field.name.replaceAll('_', ' ')) && (LEVEL.test(words) || STATES.test(wordsOf(dataset)));
  });

/** Whether it is a sum of a level, and of nothing that is added up otherwise. */
function adds(expression: Expression, { dataset, levels }: { dataset: Dataset; levels: readonly Field[] }): boolean {
  const names = levels.map(level => normalizedIdentifier(identifierOf(level.name)));
  const owner = normalizedIdentifier(identifierOf(dataset.name));
  const isLevel = (e: Expression) => {
    if (e.kind !== 'reference' || e.parts.length !== 2) return false;
    const [of = '', name = ''] = e.parts.map(normalizedIdentifier);
    return of === owner && names.includes(name);
  };
  const sums = [...expressionsOf(expression)].filter(e => e.kind === 'call' && e.name === 'SUM');
  return sums.length > 0 && sums.every(sum => someExpression(sum, isLevel));
}
