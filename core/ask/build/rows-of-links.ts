import type { Catalogue, FieldInfo } from '../catalogue.ts';
import type { Draft, DraftFilter, DraftMeasure, FieldChoice } from '../draft.ts';
import { type Link, linkOf } from '../links.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';

/**
 * "who supplies part 155, at what cost": a supplier has many costs, one for each part, and the row that links the two
 * has the one that is asked for. Such rows are listed by the name of the other thing, and by both where neither is given.
 */
export function rowsOfLinks(context: BuildContext): void {
  const { draft, catalogue } = context;
  const named = [draft.subject, ...draft.dimensions, ...draft.mentions].flatMap(each =>
    each && 'dataset' in each ? each.dataset : [],
  );
  if (named.length === 0 || !asksRows(draft)) return;
  const links = [...catalogue.datasets.keys()].flatMap(dataset => linkOf(catalogue, dataset) ?? []);
  const [only, ...more] = links.flatMap(link => listed(context, link, [...new Set(named)]) ?? []);
  if (!only || more.length > 0) return;
  Object.assign(draft, only.draft, {
    subjectIs: 'list',
    columnsOnly: true,
    measures: [],
    mentions: [],
    dimensions: [],
  });
  if (only.noted) context.assumptions.push(only.noted);
}

/** What rows don't have. */
const beyondRows =
  'times verbs having related comparedFields beside trade per share ratio difference compare growth averaged comparison running trend changed nth'.split(
    ' ',
  ) as (keyof Draft)[];

/** Nothing is asked that rows don't have. */
const asksRows = (draft: Draft): boolean =>
  beyondRows.every(key => {
    const value = draft[key];
    return !value || (Array.isArray(value) && value.length === 0);
  }) && [draft.subject, ...draft.dimensions].every(each => each === undefined || each.kind === 'entity');

/** What is shown of the rows of a link; undefined where the question is not of those, or not surely. */
function listed(context: BuildContext, link: Link, named: readonly string[]) {
  const { draft, catalogue } = context;
  const { dataset, ends } = link;
  const others = named.filter(name => !ends.includes(name));
  const themselves = draft.subjectIs === 'which' && others[0] === dataset;
  if (others.length > (themselves ? 1 : 0)) return undefined;
  const fixed = ends.filter(end => draft.filters.some(filter => isOne(catalogue, end, filter, false)));
  const told = ends.filter(end => draft.filters.some(filter => isOne(catalogue, end, filter, true)));
  const rank = rankOf(context, link);
  const measured = draft.measures.map(measure => ownOf(catalogue, link, measure));
  const fields = draft.listFields.map(choice => ofLink(catalogue, link, choice));
  const own = [...fields.map(choice => choice?.options[0]?.field), draft.rank?.by ? undefined : rank?.field];
  const both = themselves ? fixed.length === 1 : ends.every(end => fixed.includes(end) || named.includes(end));
  // of several, a number that adds up may be the total of each, and the first may be that of each
  const surely = fixed.length > 0 || (measured.length === 0 && !draft.rank);
  if (!both || !surely || (draft.rank && !rank) || (draft.sort?.by && 'kind' in draft.sort.by)) return undefined;
  if (!themselves && !own.some(field => field?.dataset === dataset)) return undefined;
  if (!draft.filters.every(({ options }) => options.some(({ field }) => catalogue.hasOne(dataset, field.dataset))))
    return undefined;
  const asked = [...fields, ...measured].flatMap(choice => choice ?? []);
  if (asked.length < fields.length + measured.length) return undefined;
  // "who stocks part 155": nothing more of them is asked, so all there is
  if (asked.length === 0 && !draft.rank)
    asked.push(...catalogue.fieldsOf(dataset).flatMap(field => (field.isKey ? [] : choiceOf(field, 0))));
  const names = ends.filter(end => !told.includes(end)).map(end => namesOf(catalogue, end));
  if (names.some(({ length }) => length === 0)) return undefined;
  const subject = { kind: 'entity' as const, dataset, at: 0 };
  const ranked = draft.rank && rank && { ...draft.rank, by: undefined, byField: choiceOf(rank.field, draft.rank.at) };
  const listFields = [...names.flat(), ...asked.toSorted((a, b) => a.at - b.at)];
  return { draft: { subject, rank: ranked, listFields }, noted: rank?.noted };
}

/** "part 155", "Supplier 42": the one thing that is meant; by its key it is surely one. */
const isOne = (catalogue: Catalogue, end: string, filter: DraftFilter, byKey: boolean): boolean =>
  (filter.operator === '=' || filter.operator === 'in') &&
  filter.options.some(
    ({ field, values, partial }) =>
      (field === catalogue.keyField(end) || (!byKey && field === catalogue.nameField(end))) &&
      values.length === 1 &&
      !partial &&
      (filter.options.length === 1 || filter.scope === end),
  );

/** What a thing is called, and what tells it from others of its name. */
const namesOf = ({ nameField, keyField }: Catalogue, end: string): FieldChoice[] =>
  [...new Set([nameField(end), keyField(end)])].flatMap(field => (field ? choiceOf(field, 0) : []));

/** A total of the rows is, of one row, the row's own number. */
function ownOf(catalogue: Catalogue, { dataset }: Link, measure: DraftMeasure): FieldChoice | undefined {
  const text = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.text : undefined;
  const field = catalogue.fieldsOf(dataset).find(({ name }) => text === `SUM(${dataset}.${name})`);
  return field && choiceOf(field, measure.at);
}

/** The field of the rows, else one of what they link. */
function ofLink(catalogue: Catalogue, { dataset }: Link, choice: FieldChoice): FieldChoice | undefined {
  const reached = choice.options.filter(({ field }) => catalogue.hasOne(dataset, field.dataset));
  const own = reached.filter(({ field }) => field.dataset === dataset);
  const options = own.length > 0 ? own : reached;
  return options.length > 0 ? { ...choice, options } : undefined;
}

/** "cheapest supplier of part 155": by the one price of the rows, as suppliers have none. */
function rankOf({ draft, catalogue }: BuildContext, link: Link) {
  const { rank } = draft;
  if (!rank) return undefined;
  const named = rank.by ? ownOf(catalogue, link, rank.by) : rank.byField && ofLink(catalogue, link, rank.byField);
  const [field] = named?.options ?? [];
  if (field) return field.field.dataset === link.dataset ? { field: field.field, noted: undefined } : undefined;
  if (rank.by || rank.byField || !/cheap|expensive|dear/.test(rank.priced ?? '')) return undefined;
  const [price, ...more] = catalogue
    .fieldsOf(link.dataset)
    .filter(({ kind, name, label }) => kind === 'number' && prices.test(`${wordsOf(name)} ${label}`.toLowerCase()));
  if (!price || more.length > 0) return undefined;
  const noted = {
    id: 'superlative',
    kind: 'name' as const,
    text: `${capital(rank.priced ?? '')} is taken by ${price.label.toLowerCase()}`,
    chosen: price.id,
    choices: [],
  };
  return { field: price, noted };
}

const prices = /\b(price|cost|fare|fee)\b/;

const choiceOf = (field: FieldInfo, at: number): FieldChoice => ({
  options: [{ field, weight: 1 }],
  scope: field.dataset,
  text: field.label,
  at,
});
