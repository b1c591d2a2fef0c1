import type { MetricInfo } from './catalogue/metric-info.ts';
import type { Catalogue, FieldInfo } from './catalogue.ts';
import lists from './english/lists.data.json' with { type: 'json' };
import { patterns } from './english/patterns.ts';
import { clauses } from './roles.ts';
import { nameWords, stemsOf } from './words.ts';

const usualDateOf = new RegExp(lists.usualDateOf, 'i');

const datedBy = patterns.datedBy;

const periodsFor = patterns.periodsFor;

const datedFor = patterns.datedFor;

/**
 * The date that rows of a dataset are counted by when the question names none: what the metric or dataset says
 * (extension time_field), else the date that the metric's description, the date's own description or the model's
 * instructions name, else the first date of its dataset, else of the nearest dataset it leads to.
 */
export const defaultDate = (catalogue: Catalogue, home: string, metric?: MetricInfo): FieldInfo | undefined =>
  saidDate(catalogue, home, metric) ??
  // in a month patients come and go; those born in it are asked for as such
  reachableDates(catalogue, home).find(date => !isOfBirth(date));

/** The date by which the model says that they are counted. */
export function saidDate(catalogue: Catalogue, home: string, metric?: MetricInfo): FieldInfo | undefined {
  const dates = reachableDates(catalogue, home);
  const named = (id: string | undefined) =>
    id === undefined ? undefined : dates.find(date => date.id.toLowerCase() === id.toLowerCase());
  const counted = metric ?? catalogue.countMetric(home);
  const dataset = catalogue.datasets.get(home) ?? catalogue.model.datasets.find(d => d.name === home);
  return (
    named(metric?.metric.extension.timeField) ??
    (metric && countedBy(dates, metric)) ??
    // rows that are listed are those that are counted
    (metric ? undefined : named(counted?.metric.extension.timeField)) ??
    named(dataset?.extension.timeField) ??
    named(counted?.metric.extension.timeField) ??
    instructed(catalogue, dates, home, metric) ??
    dates.find(date => date.dataset === home && saysDefault(date)) ??
    dates.find(date => saysDefault(date) && !isDefaultOfOthers(catalogue, date, home)) ??
    mentioned(datesOfAll(catalogue, dates), instructionClauses(catalogue)) ??
    (metric && mentioned(dates, [metric.metric.description ?? '', metric.metric.aiContext.instructions ?? '']))
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

const isOfBirth = ({ name, field }: FieldInfo): boolean =>
  /\b(birth|born|dob|birthday)\b/.test(
    [name.replaceAll('_', ' '), ...field.aiContext.synonyms].join(' ').toLowerCase(),
  );

const saysDefault = (date: FieldInfo): boolean =>
  /\b(default|main|primary) (date|time)\b/.test((date.field.description ?? '').toLowerCase());

/** Those of which the instructions do not say that they are for something else alone. */
function datesOfAll(catalogue: Catalogue, dates: readonly FieldInfo[]): readonly FieldInfo[] {
  const scoped = new Set(
    instructionClauses(catalogue)
      .flatMap(clause => dateSegments(clause, dates))
      .map(({ date }) => date),
  );
  return dates.filter(date => !scoped.has(date));
}

/** "the default date of calls": it is not that of visits, which have dates of their own. */
function isDefaultOfOthers(catalogue: Catalogue, date: FieldInfo, home: string): boolean {
  const whose = usualDateOf.exec(date.field.description ?? '')?.[1];
  const dataset = catalogue.datasets.get(home);
  const own = catalogue.fieldsOf(home).some(field => field.kind === 'time' && !isOfBirth(field));
  if (whose === undefined || !dataset || !own) return false;
  const said = ` ${wordsOf(whose).join(' ')} `;
  return !termsOf(dataset).some(term => said.includes(` ${term} `)) && !/\b(all|every|any)/.test(said);
}

/**
 * "the booking date for bookings and fares, the opening date for maintenance": of the dates that a clause names,
 * the one said to be for this metric, else for what it counts.
 */
function instructed(
  catalogue: Catalogue,
  dates: readonly FieldInfo[],
  home: string,
  metric: MetricInfo | undefined,
): FieldInfo | undefined {
  const segments = clauses(catalogue.model.aiContext.instructions ?? '')
    .filter(clause => aboutDates.test(clause))
    .flatMap(clause => dateSegments(clause, dates));
  const dataset = catalogue.datasets.get(home);
  const wanted = [metric ? termsOf(metric.metric) : [], dataset ? termsOf(dataset) : []];
  for (const terms of wanted) {
    const hit = segments.find(segment => terms.some(term => ` ${segment.about} `.includes(` ${term} `)));
    if (hit) return hit.date;
  }
  // "periods of scrap": the scrap records, whose own date it is
  const [own] = segments.filter(
    ({ date, about }) => date.dataset === home && about.split(/ (?:and|or) |, /).some(noun => isFirstOf(noun, dataset)),
  );
  return own?.date;
}

/**
 * "periods refer to the admission date for visits and patients": those who have a date of their own are counted by what
 * happened to them, where the model says so of them by name.
 */
export function dateOfActivity(catalogue: Catalogue, home: string): FieldInfo | undefined {
  const all = [...catalogue.fields.values()].filter(({ kind }) => kind === 'time');
  const dataset = catalogue.datasets.get(home);
  const said = dataset
    ? clauses(catalogue.model.aiContext.instructions ?? '')
        .filter(clause => aboutDates.test(clause))
        .flatMap(clause => dateSegments(clause, all))
        .filter(({ about }) => termsOf(dataset).some(term => ` ${about} `.includes(` ${term} `)))
    : [];
  const [first, ...more] = [...new Set(said.map(({ date }) => date))];
  return first && more.length === 0 && catalogue.reach(home, first.dataset).kind === 'down' ? first : undefined;
}

/** Whether a name of several words begins with the noun. */
const isFirstOf = (noun: string, dataset: Described | undefined): boolean =>
  dataset !== undefined && termsOf(dataset).some(term => term.startsWith(`${noun} `));

interface Described {
  readonly name: string;
  readonly label?: string | undefined;
  readonly aiContext: { readonly synonyms: readonly string[] };
}

/** Terms met before: every metric of a model asks for those of every date. */
const known = new WeakMap<Described, readonly string[]>();

function termsOf(described: Described): readonly string[] {
  const before = known.get(described);
  if (before) return before;
  const terms = [described.name.replaceAll('_', ' '), described.label ?? '', ...described.aiContext.synonyms]
    .map(term => wordsOf(term).join(' '))
    .filter(Boolean);
  known.set(described, terms);
  return terms;
}

/** Each date of a clause with the words that it is said to be for: behind "for" and before the next date, or before "dated by". */
function dateSegments(clause: string, dates: readonly FieldInfo[]): { date: FieldInfo; about: string }[] {
  const words = wordsOf(clause);
  const text = ` ${words.join(' ')} `;
  const found = dates
    .flatMap(date =>
      termsOf(date.field)
        .filter(term => term.includes(' '))
        .map(term => ({ date, at: text.indexOf(` ${term} `), length: term.length })),
    )
    .filter(hit => hit.at >= 0)
    .sort((a, b) => a.at - b.at || b.length - a.length);
  return found.flatMap(({ date, at, length }) => {
    const next = found.find(other => other.at > at + length)?.at ?? text.length;
    const after = text.slice(at + length + 1, next);
    if (/^ (only )?(when|if) /.test(after.replace(/^ (is|are|be) (only )?(used )?/, ' '))) return [];
    // what a date is for ends where the next one begins, although it be called so by no field: "their own date",
    // "the day a fine was issued"
    const behind = datedFor.exec(after.trimEnd())?.[1];
    if (behind !== undefined) return [{ date, about: behind }];
    const since = Math.max(0, ...found.filter(other => other.at < at).map(other => other.at + other.length));
    // "those about refunds the refund date"
    const theme = / about (.*)/.exec(text.slice(since, at + 1))?.[1];
    if (theme !== undefined) return [{ date, about: theme }];
    // "periods of visits refer to the visit date, periods of calls to the opening date"
    const ofPeriods = periodsFor.exec(text.slice(since, at + 1))?.[1];
    if (ofPeriods !== undefined) return [{ date, about: ofPeriods }];
    // "calls count by the day they were opened, visits and hours by the visit date"
    const before = datedBy.exec(text.slice(since, at + 1));
    return before?.[1] ? [{ date, about: before[1] }] : [];
  });
}

/** Words with plurals as singulars; what is receivable is not what was received. */
const wordsOf = (text: string): string[] => nameWords(text).map(word => word.replace(/(?<=\w[^su])s$/, ''));

const aboutDates = patterns.aboutDates;
const exceptional = patterns.exceptionalDates;

const instructionClauses = (catalogue: Catalogue): string[] =>
  clauses(catalogue.model.aiContext.instructions ?? '').filter(
    clause => aboutDates.test(clause) && !exceptional.test(clause),
  );

/** "Counted by order date": a date that the metric's texts say it goes by, not one that it only happens to name. */
function countedBy(dates: readonly FieldInfo[], { metric }: MetricInfo): FieldInfo | undefined {
  const texts = [metric.description ?? '', metric.aiContext.instructions ?? ''].flatMap(clauses);
  return mentioned(
    dates,
    texts.filter(text => /\b(by|dated|date is|as of|according to)\b/.test(text)),
  );
}

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
