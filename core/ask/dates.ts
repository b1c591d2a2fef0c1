import type { Catalogue, FieldInfo, MetricInfo } from './catalogue.ts';
import { clauses } from './roles.ts';
import { nameWords, stemsOf } from './words.ts';

/**
 * The date that rows of a dataset are counted by when the question names none: what the metric or dataset says
 * (extension time_field), else the date that the metric's description, the date's own description or the model's
 * instructions name, else the first date of its dataset, else of the nearest dataset it leads to.
 */
export function defaultDate(catalogue: Catalogue, home: string, metric?: MetricInfo): FieldInfo | undefined {
  const dates = reachableDates(catalogue, home);
  const named = (id: string | undefined) =>
    id === undefined ? undefined : dates.find(date => date.id.toLowerCase() === id.toLowerCase());
  const dataset = catalogue.datasets.get(home) ?? catalogue.model.datasets.find(d => d.name === home);
  return (
    named(metric?.metric.extension.timeField) ??
    (metric && mentioned(dates, [metric.metric.description ?? '', metric.metric.aiContext.instructions ?? ''])) ??
    named(dataset?.extension.timeField) ??
    dates.find(date => /\b(default|main|primary) (date|time)\b/.test((date.field.description ?? '').toLowerCase())) ??
    mentioned(dates, instructionClauses(catalogue)) ??
    dates[0]
  );
}

/** Date fields of the dataset itself, then of those it reaches N:1, nearest first. */
export function reachableDates(catalogue: Catalogue, home: string): FieldInfo[] {
  const distance = (field: FieldInfo) => {
    const reach = catalogue.reach(home, field.dataset);
    return reach.kind === 'same' || reach.kind === 'up' ? reach.distance : undefined;
  };
  return [...catalogue.fields.values()]
    .filter(field => field.kind === 'time' && distance(field) !== undefined)
    .sort((a, b) => (distance(a) ?? 0) - (distance(b) ?? 0));
}

const aboutDates = /\b(period|periods|date|dates|time|times|when|month|months|year|years|default)\b/;
const exceptional = /\b(only when|only if|are used only|is used only|never)\b/;

const instructionClauses = (catalogue: Catalogue): string[] =>
  clauses(catalogue.model.aiContext.instructions ?? '').filter(
    clause => aboutDates.test(clause) && !exceptional.test(clause),
  );

/** The one date that a text names by a term of two or more words. */
function mentioned(dates: readonly FieldInfo[], texts: readonly string[]): FieldInfo | undefined {
  for (const text of texts) {
    const stems = stemsOf(text).join(' ');
    const hits = dates.filter(date =>
      [date.name.replaceAll('_', ' '), date.field.label ?? '', ...date.field.aiContext.synonyms].some(
        term => nameWords(term).length >= 2 && ` ${stems} `.includes(` ${stemsOf(term).join(' ')} `),
      ),
    );
    if (hits.length >= 1) return hits[0];
  }
  return undefined;
}
