import type { Measure } from '../../plan/schema.ts';
import { aggregateOf, labelOfAggregate } from '../aggregate-functions.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { DraftMeasure } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { nameWords } from '../words.ts';
import { type BuildContext, settle, wordsOf } from './context.ts';
import { namedCount } from './named-count.ts';

/** A measure of the plan with the dataset it is computed over. */
export interface Built {
  readonly measure: Measure;
  readonly home: string;
  readonly metric: string | undefined;
}

const identifier = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
/** `dataset.field` as expression text. */
export const reference = (field: FieldInfo): string => `${identifier(field.dataset)}.${identifier(field.name)}`;
/** A text as the name of a column of a plan: lower case, at most 100 characters. */
export const columnName = (text: string): string => {
  const name = nameWords(text).join('_') || 'value';
  return /^\d/.test(name) ? `c_${name}` : name.slice(0, 100);
};

const dateLabels = { MIN: 'Earliest', MAX: 'Latest' } as const;

/** A part of a whole, which adds up to nothing. */
const isRate = ({ field }: FieldInfo): boolean =>
  field.extension.unit === '%' ||
  field.extension.format === 'percent' ||
  /\b(rate|fraction|percentage|percent)\b/i.test(field.description ?? '');

/**
 * A measure of the draft as one of the plan, with the dataset it is made of.
 * @throws Refusal where it makes no number
 */
export function buildMeasure(context: BuildContext, draft: DraftMeasure): Built {
  const { catalogue } = context;
  switch (draft.kind) {
    case 'metric': {
      const info = catalogue.metrics.get(draft.metric);
      if (!info) throw new Refusal(`The metric ${draft.metric} is not known.`);
      return { measure: { name: columnName(info.name), metric: info.name }, home: info.home, metric: info.name };
    }
    case 'count':
      return countOf(context, draft.dataset);
    case 'countDistinct': {
      const { field } = settle(context, draft.choice.options, draft.choice, 'name');
      return {
        measure: {
          name: columnName(`number of ${field.name}`),
          expression: `COUNT(DISTINCT ${reference(field)})`,
          label: `Number of different ${field.label.toLowerCase()}`,
        },
        home: field.dataset,
        metric: undefined,
      };
    }
    case 'aggregate': {
      if (draft.since) return daysBetween(context, draft, draft.since);
      const { field } = settle(context, draft.choice.options, draft.choice, 'name');
      if (field.kind === 'text' && draft.function !== 'MIN' && draft.function !== 'MAX')
        throw new Refusal(`${field.label} is text, so it has no ${labelOfAggregate(draft.function).toLowerCase()}.`);
      if (draft.function === 'SUM' && isRate(field))
        throw new Refusal(
          `${field.label} is a rate of each, so it has no total: ask for its average, or name an amount.`,
        );
      const label =
        field.kind === 'time' && (draft.function === 'MIN' || draft.function === 'MAX')
          ? dateLabels[draft.function]
          : labelOfAggregate(draft.function);
      const text = aggregateOf(draft.function, reference(field));
      const metric = catalogue.metricByText(text);
      if (metric)
        return {
          measure: { name: columnName(metric.name), metric: metric.name },
          home: metric.home,
          metric: metric.name,
        };
      return {
        measure: {
          name: columnName(`${label} ${field.name}`),
          expression: text,
          label: `${label} ${field.label.toLowerCase()}`,
        },
        home: field.dataset,
        metric: undefined,
      };
    }
  }
}

/** The days from one date of a row to another. */
function daysBetween(
  context: BuildContext,
  draft: Extract<DraftMeasure, { kind: 'aggregate' }>,
  since: FieldInfo,
): Built {
  const { field } = settle(context, draft.choice.options, draft.choice, 'name');
  const label = `${labelOfAggregate(draft.function)} days from ${since.label.toLowerCase()} to ${field.label.toLowerCase()}`;
  return {
    measure: {
      name: columnName(`${labelOfAggregate(draft.function)} days from ${since.name} to ${field.name}`),
      expression: aggregateOf(draft.function, `DATEDIFF('day', ${reference(since)}, ${reference(field)})`),
      label,
    },
    home: field.dataset,
    metric: undefined,
  };
}

/** Number of rows of a dataset: its own metric when it has one, else its distinct keys, else its rows. */
export function countOf(context: BuildContext, dataset: string): Built {
  const { catalogue } = context;
  const metric = catalogue.countMetric(dataset) ?? namedCount(context, dataset);
  if (metric)
    return { measure: { name: columnName(metric.name), metric: metric.name }, home: dataset, metric: metric.name };
  const key = catalogue.keyField(dataset);
  const expression = key ? `COUNT(DISTINCT ${reference(key)})` : 'COUNT(*)';
  return {
    measure: {
      name: columnName(`number of ${dataset}`),
      expression,
      label: `Number of ${wordsOf(dataset)}`,
      over: dataset,
    },
    home: dataset,
    metric: undefined,
  };
}

/** Distinct things among the rows of `home`: what an average per thing divides by. */
export function distinctOver(context: BuildContext, dataset: string, home: string): Measure {
  const key = context.catalogue.keyField(dataset);
  const reach = context.catalogue.reach(home, dataset);
  if (reach.kind !== 'same' && reach.kind !== 'up')
    throw new Refusal(
      `${wordsOf(home)} do not each belong to one of ${wordsOf(dataset)}, so there is no average per one.`,
    );
  if (!key) {
    const count = context.catalogue.countMetric(dataset);
    if (!count) throw new Refusal(`${wordsOf(dataset)} have no single key to count them by.`);
    return { name: columnName(`number of ${dataset}`), metric: count.name };
  }
  return {
    name: columnName(`number of ${dataset}`),
    expression: `COUNT(DISTINCT ${reference(key)})`,
    label: `Number of ${wordsOf(dataset)}`,
    over: home,
  };
}

/** Whether a measure counts things, so that groups may overlap. */
export function countsThings(context: BuildContext, draft: DraftMeasure): boolean {
  if (draft.kind === 'count' || draft.kind === 'countDistinct') return true;
  if (draft.kind === 'aggregate') return draft.function === 'MIN' || draft.function === 'MAX';
  const info = context.catalogue.metrics.get(draft.metric);
  return info?.counts !== undefined || /^COUNT\(DISTINCT /.test(info?.text ?? '');
}
