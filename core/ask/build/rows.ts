import type { Filter, PlanInput } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, settle, settleChoice, settleFilter, wordsOf } from './context.ts';
import { refuseEmptySpan, refuseSomeAndNone } from './contradictions.ts';
import { entityFields } from './entity-fields.ts';
import { columnName, reference } from './measures.ts';
import { takeMentionsAsRelated } from './mentions.ts';
import { relatedFilters } from './related.ts';
import { order, sortedBy } from './row-order.ts';
import { buildTime } from './time.ts';
import { withRelated } from './with-related.ts';

/** A listing: rows of an entity, or the different values of a field. */
export function buildRows(context: BuildContext): PlanInput {
  const { draft } = context;
  const meant =
    draft.subjectIs === 'which' ||
    draft.subjectIs === 'list' ||
    draft.filters.length + draft.times.length + draft.related.length + draft.comparedFields.length > 0 ||
    draft.rank !== undefined ||
    draft.listFields.length > 0 ||
    draft.subject?.kind === 'field';
  if (!meant) throw new Refusal(reasons.unclearShowHow, draft.problems);
  context.countsOnly = true;
  const asked = askedFields(context);
  refuseBareNumbers(context, asked);
  const dataset = datasetOf(context, asked);
  context.anchors = [dataset];
  takeMentionsAsRelated(context, dataset);
  if (listsValues(context, asked)) return distinctValues(context, asked[0] as FieldInfo);
  const filters = draft.filters.map(filter => settleFilter(context, filter));
  refuseEmptySpan(filters.map((filter, i) => ({ ...filter, draft: draft.filters[i]! })));
  refuseSomeAndNone(
    context,
    filters.map(({ field }, i) => ({ field, draft: draft.filters[i]! })),
  );
  if (draft.subject?.kind === 'field') refuseUnsaidPath(context, dataset, filters);
  const time = buildTime(context, [], undefined);
  const periods: { filter: Filter; field: FieldInfo | undefined }[] = [];
  if (time.time?.range)
    periods.push({
      filter: { field: time.time.field, period: time.time.range },
      field: context.catalogue.fields.get(time.time.field),
    });
  for (const filter of time.where)
    periods.push({ filter, field: 'field' in filter ? context.catalogue.fields.get(filter.field) : undefined });
  const rankField = draft.rank?.byField
    ? settle(context, draft.rank.byField.options, draft.rank.byField, 'name').field
    : undefined;
  if (draft.rank && !rankField) throw new Refusal(reasons.numberShouldThey);
  // "which day did the hotel sell the fewest rooms": how many it has is no number of days
  if (rankField && rankField.dataset !== dataset && draft.rank?.quantity)
    throw new Refusal(`${capital(rankField.label)} is the same for many ${wordsOf(dataset)}: name a number of theirs.`);
  refuseAmountsOfRows(context, dataset, asked);
  const own = (field: FieldInfo) => context.catalogue.hasOne(dataset, field.dataset);
  const foreign = asked.find(field => !own(field));
  if (foreign)
    throw new Refusal(
      `${wordsOf(dataset)} have no single ${foreign.label.toLowerCase()}, so it can't be shown for each.`,
      draft.problems,
    );
  const named = asked;
  const exact = draft.columnsOnly || !isNamed(context, dataset);
  const shown =
    named.length > 0 && exact
      ? [...partKeys(context, dataset), ...named]
      : [...ownersOf(context, dataset), ...entityFields(context, dataset), ...named];
  refuseNumbersOfThen(
    context,
    dataset,
    named,
    periods.map(p => p.field),
  );
  const extra = [
    ...filters.map(f => f.field),
    ...periods.flatMap(p => (p.field ? [p.field] : [])),
    ...(rankField ? [rankField] : []),
  ].filter(own);
  const sortField = rankField ?? sortedBy(context, dataset, [...shown, ...extra]);
  const listed = [...new Set([...shown, ...extra, ...(sortField ? [sortField] : [])])];
  const fields = listed.every(field => filters.some(f => isPinned(f, field)))
    ? [...new Set([...listed, ...context.catalogue.fieldsOf(dataset)])].slice(0, 20)
    : listed;
  // "which product has the highest quantity": no line of which it is not known
  const owner = rankField && !own(rankField) ? context.catalogue.keyField(dataset) : undefined;
  if (owner) periods.push({ filter: { field: owner.id, operator: 'isPresent' }, field: owner });
  return {
    fields: fields.map(field => field.id),
    where: [...withRelated(context, dataset, [...filters, ...periods]), ...relatedFilters(context, dataset)],
    ...order(draft, fields, sortField),
  };
}

/** "show me order 7": that it is number 7 is known already. */
const isPinned = ({ filter }: { filter: Filter }, field: FieldInfo): boolean =>
  'field' in filter &&
  filter.field === field.id &&
  'values' in filter &&
  /^(=|in)$/.test(filter.operator ?? '=') &&
  filter.values?.length === 1;

/** "customers with the biggest order": whose it is was asked for, and the order only says which of them. */
function ownersOf(context: BuildContext, dataset: string): FieldInfo[] {
  const { rank, mentions, subject } = context.draft;
  const owners = mentions.filter(
    ({ dataset: owner, at }) =>
      rank !== undefined &&
      subject?.kind === 'entity' &&
      at < rank.at &&
      context.catalogue.reach(dataset, owner).kind === 'up',
  );
  return owners.flatMap(({ dataset: owner }) => entityFields(context, owner));
}

/** "which segments got how much discount": an amount of each of what is asked for, and not those of all the rows there are. */
function refuseAmountsOfRows({ draft, catalogue }: BuildContext, home: string, shown: readonly FieldInfo[]): void {
  const asked = draft.subject?.kind === 'field' ? draft.subject.choice.options[0]?.field : undefined;
  const number = shown.find(({ kind, isIdentifier, isKey }) => kind === 'number' && !isIdentifier && !isKey);
  if (!asked || !number || draft.subjectIs !== 'which' || catalogue.reach(home, asked.dataset).kind !== 'up') return;
  const { label } = number;
  throw new Refusal(`Say which number of ${label.toLowerCase()} is meant: its total or its average.`, draft.problems);
}

/** Of rows without a name, what tells those of one thing apart: the number of a line within its order. */
function partKeys({ draft, catalogue }: BuildContext, dataset: string): FieldInfo[] {
  if (draft.columnsOnly || draft.subject?.kind !== 'entity' || catalogue.nameField(dataset)) return [];
  const { relationships } = catalogue.model;
  const foreign = new Set(relationships.flatMap(r => (r.from === dataset ? r.fromColumns : [])));
  const keys = catalogue.datasets.get(dataset)?.primaryKey ?? [];
  if (keys.length < 2) return [];
  return catalogue.fieldsOf(dataset).filter(({ isKey, field: { expression } }) => {
    const column = expression.kind === 'reference' ? expression.parts.at(-1)?.name : undefined;
    return isKey && column !== undefined && !foreign.has(column);
  });
}

/** Rows that were asked for by their noun show what they are called; those without a name only what was asked of them. */
function isNamed({ draft, catalogue }: BuildContext, dataset: string): boolean {
  const name = catalogue.nameField(dataset) ?? catalogue.keyField(dataset);
  return draft.subject?.kind === 'entity' && name !== undefined;
}

/** Fields that were named for showing: the subject, then the others. */
function askedFields(context: BuildContext): FieldInfo[] {
  const { draft } = context;
  const choices = [
    ...(draft.subject?.kind === 'field' ? [ofRelated(context, draft.subject.choice)] : []),
    ...draft.listFields,
    ...draft.beside,
  ];
  if (draft.subject?.kind === 'entity') context.anchors = [draft.subject.dataset];
  for (const filter of draft.filters)
    if (filter.options.length === 1 && filter.options[0]) context.used.add(filter.options[0].field.dataset);
  // what is said most exactly settles whose the others are: "name and phone of suppliers"
  const exactFirst = choices.toSorted((a, b) => a.options.length - b.options.length);
  const settled = new Map<FieldChoice, FieldInfo>();
  for (const choice of exactFirst) {
    const [known] = settled.values();
    const field = settleChoice(context, { ...choice, scope: choice.scope ?? known?.dataset ?? laterScope(context) });
    settled.set(choice, field);
    if (context.anchors.length === 0) context.anchors = [field.dataset];
  }
  return [...new Set(choices.flatMap(choice => settled.get(choice) ?? []))];
}

/** "districts without outages", where customers have districts too: those that outages have. */
function ofRelated({ draft, catalogue }: BuildContext, choice: FieldChoice): FieldChoice {
  const options = choice.options.filter(({ field }) =>
    draft.related.every(({ dataset }) => catalogue.reach(dataset, field.dataset).kind === 'up'),
  );
  return options.length > 0 ? { ...choice, options } : choice;
}

/** "names of suppliers": the entity may come after its field. */
const laterScope = (context: BuildContext): string | undefined =>
  context.draft.mentions[0]?.dataset ?? thingNamed(context);

/** "country of supplier 5": the thing that is called by its name or number. */
function thingNamed({ draft, catalogue }: BuildContext): string | undefined {
  const named = draft.filters.flatMap(({ options: [option, ...more] }) =>
    option && more.length === 0 && (option.field.isKey || option.field === catalogue.nameField(option.field.dataset))
      ? [option.field.dataset]
      : [],
  );
  return named.length === 1 ? named[0] : undefined;
}

function datasetOf(context: BuildContext, fields: readonly FieldInfo[]): string {
  const { draft, catalogue } = context;
  if (draft.subject?.kind === 'entity') return draft.subject.dataset;
  const finest = fields.find(field => fields.every(other => catalogue.hasOne(field.dataset, other.dataset)));
  if (finest) return finest.dataset;
  const mention = draft.mentions[0]?.dataset;
  if (mention !== undefined) return mention;
  throw new Refusal(reasons.unclearShowNumber, draft.problems);
}

/** One field that does not name its entity: its different values are asked for. */
function listsValues(context: BuildContext, fields: readonly FieldInfo[]): boolean {
  const { draft, catalogue } = context;
  const [first] = fields;
  if (fields.length !== 1 || !first || draft.subject?.kind === 'entity') return false;
  return first !== catalogue.nameField(first.dataset) && !first.isKey && first.kind !== 'number';
}

function distinctValues(context: BuildContext, field: FieldInfo): PlanInput {
  const { draft } = context;
  // "in which towns do customers live where we have no shop": of the towns, the customers or the shops
  const none = draft.related.find(related => related.negated);
  if (none) throw new Refusal(`It is not clear of what there should be no ${wordsOf(none.dataset)}.`, draft.problems);
  const settled = draft.filters.map(filter => settleFilter(context, filter));
  refuseUnsaidPath(context, field.dataset, settled);
  const where = settled.map(({ filter }) => filter);
  const time = buildTime(context, [], undefined);
  const period: Filter[] = time.time?.range ? [{ field: time.time.field, period: time.time.range }] : [];
  const plan: PlanInput = {
    dimensions: [{ field: field.id, name: columnName(field.name) }],
    where: [...where, ...period, ...time.where, ...relatedFilters(context, field.dataset)],
  };
  const { rank } = draft;
  if (!rank) return plan;
  if (!rank.byField) throw new Refusal(reasons.numberShouldThey);
  const by = settle(context, rank.byField.options, rank.byField, 'name').field;
  const fn = rank.direction === 'DESC' ? 'MAX' : 'MIN';
  const name = columnName(`${fn === 'MAX' ? 'highest' : 'lowest'} ${by.name}`);
  return {
    ...plan,
    measures: [
      {
        name,
        expression: `${fn}(${reference(by)})`,
        label: `${fn === 'MAX' ? 'Highest' : 'Lowest'} ${by.label.toLowerCase()}`,
      },
    ],
    orderBy: [{ column: name, direction: rank.direction }],
    limit: rank.count ?? (draft.subjectPlural ? 10 : 1),
  };
}

/** "in which country is maker 2 based": a maker has no country; where its parts went is another question. */
function refuseUnsaidPath(
  { draft, catalogue }: BuildContext,
  home: string,
  filters: readonly { field: FieldInfo }[],
): void {
  if (draft.mentions.length + draft.related.length + draft.verbs.length > 0 || draft.trade !== undefined) return;
  const far = filters.find(({ field: { dataset } }) => {
    const reach = catalogue.reach(home, dataset);
    return reach.kind === 'down' && reach.distance > 1 && !catalogue.hasOne(dataset, home);
  });
  if (far)
    throw new Refusal(
      `${wordsOf(far.field.dataset)} have no ${wordsOf(home)} of their own: say through which things they are meant.`,
      draft.problems,
    );
}

/** "list price of parts in 1994": a number that things have now was not theirs when something happened to them. */
function refuseNumbersOfThen(
  { draft, catalogue }: BuildContext,
  dataset: string,
  shown: readonly FieldInfo[],
  dates: readonly (FieldInfo | undefined)[],
): void {
  const number = shown.find(field => field.kind === 'number' && !field.isIdentifier);
  const happened = dates.some(date => date && catalogue.reach(dataset, date.dataset).kind === 'down');
  if (number && happened && draft.times.every(time => time.fields.length === 0))
    throw new Refusal(
      `The model does not say what the ${number.label.toLowerCase()} of ${wordsOf(dataset)} was at a time.`,
      draft.problems,
    );
}

/** "discounts in 1996": nobody asked to see the discount of each line. */
function refuseBareNumbers({ draft }: BuildContext, asked: readonly FieldInfo[]): void {
  const { shows, subject, subjectIs, mentions, filters, related, comparedFields, rank, listFields } = draft;
  const narrowed = mentions.length + filters.length + related.length + comparedFields.length > 0;
  if (shows || subject || subjectIs || narrowed || rank || draft.followUp.size > 0) return;
  // "safety stock" alone names what is to be seen
  const alone = draft.times.length === 0 && !/[^s]s$/.test(listFields[0]?.text ?? '');
  if (alone || asked.length === 0 || asked.some(({ kind, isIdentifier }) => kind !== 'number' || isIdentifier)) return;
  throw new Refusal(
    `It is not clear what to do with “${listFields[0]?.text}”: its total, its average, or group by it?`,
    draft.problems,
  );
}
