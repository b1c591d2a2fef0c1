import type { FieldInfo } from '../catalogue.ts';
import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { Draft, DraftMeasure } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { stemsOf } from '../words.ts';
import { type BuildContext, datasetsOfMeasure, wordsOf } from './context.ts';

/** "in how many countries are agents": of the fields that the word may mean, those that the agents lead to. */
function countWhere(context: BuildContext): void {
  const { draft, catalogue } = context;
  const [mention] = draft.mentions;
  if (!mention) return;
  draft.measures = draft.measures.map(measure => {
    if (measure.kind !== 'countDistinct' || measure.choice.scope !== undefined) return measure;
    const led = measure.choice.options.filter(o => catalogue.hasOne(mention.dataset, o.field.dataset));
    const nearest = led.toSorted(
      (a, b) => distance(catalogue, mention.dataset, a) - distance(catalogue, mention.dataset, b),
    )[0];
    return nearest ? { ...measure, choice: { ...measure.choice, options: [nearest] } } : measure;
  });
}

const distance = (catalogue: BuildContext['catalogue'], from: string, option: { field: FieldInfo }): number => {
  const reach = catalogue.reach(from, option.field.dataset);
  return reach.kind === 'none' ? Number.POSITIVE_INFINITY : reach.distance;
};

/** An entity named without a part of its own: what is asked for when nothing else is, or licensed by the rest. */
export function adoptMentions(context: BuildContext): void {
  const { draft, catalogue } = context;
  countWhere(context);
  const overTime = draft.growth || draft.comparison || draft.trend || draft.running || draft.moving !== undefined;
  const first = draft.mentions[0];
  const ofGroups =
    first !== undefined && draft.having.length > 0 && (keepsGroups(context, first) || countsByTime(draft, first));
  const counted =
    draft.measures.length === 0 &&
    (draft.having.length === 0 || ofGroups) &&
    (draft.dimensions.length > 0 || overTime) &&
    !draft.rank?.byField &&
    draft.subject === undefined
      ? draft.mentions.shift()
      : undefined;
  if (counted) draft.measures.push({ kind: 'count', dataset: counted.dataset, at: counted.at });
  const needsSubject =
    draft.subject === undefined &&
    ((draft.having.length > 0 && !ofGroups) ||
      draft.changed !== undefined ||
      (draft.rank !== undefined && !ranksGroups(draft)) ||
      draft.measures.length === 0);
  const named = draft.mentions[0];
  if (needsSubject && named) {
    draft.mentions.shift();
    draft.subject = { kind: 'entity', dataset: named.dataset, at: named.at };
    draft.subjectIs ??= draft.rank ? 'top' : 'plain';
    draft.subjectPlural = /s$/i.test(named.text);
    draft.subjectOwns = named.owns === true || named.from === true || (named.led === true && areKept(context, named));
  }
  thingsOfVerb(draft);
  // "how many supplier countries are there": not all that customers come from as well
  for (const measure of draft.measures)
    for (const dataset of measure.kind === 'count' ? playersOf(context, measure.dataset) : [])
      if (!draft.related.some(related => related.dataset === dataset))
        draft.related.push({ dataset, negated: false, at: measure.at });
  const anchors = anchorsOf(context);
  for (const mention of draft.mentions) {
    const related = anchors.some(anchor => catalogue.reach(anchor, mention.dataset).kind !== 'none');
    if (!related && anchors.length > 0)
      throw new Refusal(`${mention.text} are not related to what is asked for.`, draft.problems);
    const owner =
      draft.subject?.kind === 'entity'
        ? draft.subject.dataset
        : draft.measures[0]
          ? datasetsOfMeasure(context, draft.measures[0])
          : undefined;
    refuseOther(context, mention, owner);
    if (
      owner !== undefined &&
      owner !== mention.dataset &&
      catalogue.reach(owner, mention.dataset).kind === 'down' &&
      !hasFilterNear(context, mention) &&
      mention.at > firstAt(draft)
    )
      draft.related.push({ dataset: mention.dataset, negated: false, at: mention.at });
  }
}

/**
 * "average balance of customers by country, only where it is over 4500", "orders by segment with more than 100 orders":
 * the groups are kept, and not the things that were named.
 */
function keepsGroups({ draft, catalogue }: BuildContext, mention: Draft['mentions'][number]): boolean {
  const { dimensions, having, measures } = draft;
  const counts = (measure: DraftMeasure) => thingsCounted(catalogue, measure) === mention.dataset;
  return (
    dimensions.some(({ kind }) => kind !== 'time') &&
    having.every(
      ({ measure }) =>
        counts(measure) || measures.some(shown => shown.at < mention.at && isSameMeasure(shown, measure)),
    )
  );
}

/** "revenue by country, without suppliers in Asia, top 6": what is named between them is not what is ranked. */
function ranksGroups({ dimensions, mentions: [mention], rank, measures, filters }: Draft): boolean {
  if (!mention || !rank || measures.length === 0 || mention.at > rank.at) return false;
  const leftOut = filters.some(({ operator, at }) => operator === 'notIn' && at > mention.at && at - mention.at <= 4);
  if (!leftOut) return false;
  return dimensions.some(d => d.kind !== 'time' && (d.kind === 'field' ? d.choice.at : d.at) < mention.at);
}

/** "orders with at least one late line by year": as many as there are in each, and no line for each of them. */
const countsByTime = ({ dimensions, having, measures, rank }: Draft, { at }: Draft['mentions'][number]): boolean =>
  dimensions.length > 0 &&
  dimensions.every(({ kind }) => kind === 'time' || kind === 'part') &&
  measures.length === 0 &&
  !rank &&
  having.every(({ measure }) => measure.at > at);

const isSameMeasure = (one: DraftMeasure, other: DraftMeasure): boolean =>
  one === other ||
  (one.kind === 'metric' && other.kind === 'metric' && one.metric === other.metric) ||
  (one.kind === 'count' && other.kind === 'count' && one.dataset === other.dataset);

/** "MRI scans done before July": what has the date of the verb, where nothing else is named. */
function thingsOfVerb(draft: Draft): void {
  const verb = draft.verbs.find(each => each.used && !each.spent);
  const [field, ...more] = verb?.fields ?? [];
  const named = draft.measures.length + draft.mentions.length + draft.dimensions.length + draft.having.length > 0;
  if (!verb || !field || more.length > 0 || named || draft.subject || draft.rank || draft.filters.length === 0) return;
  draft.subject = { kind: 'entity', dataset: field.dataset, at: verb.at };
  draft.subjectIs ??= 'plain';
}

/** "account balance of suppliers", where the balance is the customers': not that of customers with suppliers. */
function refuseOther(context: BuildContext, mention: Draft['mentions'][number], owner: string | undefined): void {
  const [measure] = context.draft.measures;
  if (!mention.owns || owner === undefined || !measure || measure.at > mention.at) return;
  refuseNumberOfOthers(context, mention, owner);
  const things = measure.kind === 'count' || measure.kind === 'countDistinct';
  const counts = measure.kind === 'metric' && context.catalogue.metrics.get(measure.metric)?.counts !== undefined;
  if (things || counts || context.catalogue.reach(owner, mention.dataset).kind !== 'down') return;
  throw new Refusal(`This number is of ${wordsOf(owner)}; of ${mention.text} there is none of that name.`, []);
}

/** "average age of our doctors", where the model says that it is the age of the patients. */
function refuseNumberOfOthers(
  { draft, catalogue }: BuildContext,
  mention: Draft['mentions'][number],
  owner: string,
): void {
  const [measure] = draft.measures;
  if (measure?.kind !== 'metric' || mention.dataset === owner) return;
  const { metric, additive } = catalogue.metrics.get(measure.metric) ?? {};
  // "revenue of albums", the value of the tracks sold: a sum is of whatever each of its rows is of
  if (additive && catalogue.reach(owner, mention.dataset).kind === 'up') return;
  const text = stemsOf(metric?.description ?? '').join(' ');
  const owners = [...catalogue.datasets.values()].filter(
    ({ name }) => name !== owner && new RegExp(`\\bof the ${stemsOf(name).join(' ')}\\b`).test(text),
  );
  if (owners.length > 0 && owners.every(({ name }) => name !== mention.dataset))
    throw new Refusal(
      `This number is of ${wordsOf(owners[0]!.name)}; of ${mention.text} there is none of that name.`,
      [],
    );
}

const firstAt = (draft: Draft): number =>
  Math.min(
    ...draft.measures.map(m => m.at),
    draft.subject && 'at' in draft.subject ? draft.subject.at : Number.POSITIVE_INFINITY,
  );

/** A filter in the mention's scope already says which of them. */
const hasFilterNear = ({ draft, catalogue }: BuildContext, mention: { dataset: string }): boolean =>
  draft.filters.some(
    filter => filter.scope === mention.dataset || filter.options.some(o => o.field.dataset === mention.dataset),
  ) ||
  // stock that has no date is in no period
  (draft.times.length > 0 && defaultDate(catalogue, mention.dataset) !== undefined);

/** "counties of mills": those with mills in them, as each of the mills lies in one; a filter of theirs says so already. */
export function takeMentionsAsRelated(context: BuildContext, home: string): void {
  const { draft, catalogue } = context;
  // "supplier countries", where countries of customers come from the same table
  const players = playersOf(context, home).map(dataset => ({ dataset, at: 0 }));
  for (const mention of [...draft.mentions, ...players]) {
    const { dataset, at } = mention;
    if (catalogue.reach(home, dataset).kind !== 'down' || hasFilterNear(context, mention)) continue;
    if (catalogue.hasOne(dataset, home) && !draft.related.some(related => related.dataset === dataset))
      draft.related.push({ dataset, negated: false, at });
  }
}

/** The things by which a role is called, where the question says them. */
function playersOf({ draft, catalogue, lexicon }: BuildContext, home: string): string[] {
  const source = JSON.stringify(catalogue.datasets.get(home)?.source);
  const twins = [...catalogue.datasets.values()].filter(each => JSON.stringify(each.source) === source);
  if (twins.length < 2) return [];
  const said = new Set([...draft.said].flatMap(stem => lexicon.entities.get(stem) ?? []));
  return [...said].filter(dataset => dataset !== home && catalogue.hasOne(dataset, home));
}

/** The datasets that the question is about: those measured, else the subject, else those listed. */
export function anchorsOf(context: BuildContext, through: ReadonlyMap<DraftMeasure, string> = new Map()): string[] {
  const { draft } = context;
  const measured = [
    ...draft.measures,
    ...draft.having.map(h => h.measure),
    ...(draft.rank?.by ? [draft.rank.by] : []),
  ].map(m => through.get(m) ?? datasetsOfMeasure(context, m));
  if (measured.length > 0) return [...new Set(measured.filter(Boolean))];
  return draft.subject?.kind === 'entity'
    ? [draft.subject.dataset]
    : draft.subject?.kind === 'field'
      ? [draft.subject.choice.options[0]?.field.dataset ?? ''].filter(Boolean)
      : [];
}

/**
 * "average order value by segment for orders with more than 5 lines": of those orders all together. Alone, things that
 * have names are worth seeing one by one: "revenue for customers with more than 10 orders".
 */
function areKept({ draft, catalogue }: BuildContext, { dataset }: Draft['mentions'][number]): boolean {
  const name = catalogue.nameField(dataset);
  return name === undefined || name.isKey || draft.dimensions.length > 0;
}
