import { parsePlan } from '../../plan/parse.ts';
import type { Dimension, Filter, Plan, PlanInput, Step } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import { defaultDate } from '../dates.ts';
import type { Draft, DraftDimension, DraftFilter, DraftMeasure, FieldChoice } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { stemsOf } from '../words.ts';
import { type BuildContext, datasetsOfMeasure, settleChoice, settleFilter, wordsOf } from './context.ts';
import { type Built, buildMeasure, columnName, countsThings } from './measures.ts';
import { askForPeriods, settleTimes } from './periods.ts';
import { buildRows } from './rows.ts';
import { buildShape } from './shapes.ts';
import { buildTime } from './time.ts';

/** A draft as a plan: roles settled, dates settled, constructs put together. Throws Refusal or Clarification. */
export function buildPlan(context: BuildContext): Plan {
  const { draft } = context;
  settleTimes(context);
  shareOfThings(draft);
  atLeastOne(context);
  adoptMentions(context);
  if (draft.measures.length === 0 && draft.having.length > 0 && draft.subject === undefined) adoptSubject(draft);
  dateOfParts(context);
  countFragment(context);
  if (wantsRows(draft)) return parsePlan(buildRows(context));
  return parsePlan(buildAggregate(context));
}

/** "what portion of our customers": a share without a number is of how many there are. */
function shareOfThings(draft: Draft): void {
  if (!draft.share || draft.measures.length > 0) return;
  const mention = draft.mentions.shift();
  if (mention) draft.measures.push({ kind: 'count', dataset: mention.dataset, at: mention.at });
}

/** "customers who opened a ticket in 2025": the period is of the tickets, which each customer has many of. */
function dateOfParts(context: BuildContext): void {
  const { draft, catalogue } = context;
  const [measure] = draft.measures;
  const counts = measure !== undefined && countsThings(context, measure) && draft.measures.length === 1;
  const home = counts
    ? datasetsOfMeasure(context, measure)
    : draft.measures.length === 0 && draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : undefined;
  if (home === undefined) return;
  const traded = tradedIn(context, home);
  draft.times = draft.times.map(time => {
    if (traded && time.fields.length === 0) return { ...time, fields: [traded] };
    if (time.fields.length > 0 || time.scope === undefined || catalogue.reach(home, time.scope).kind !== 'down')
      return time;
    const date = defaultDate(catalogue, time.scope);
    return date && date.dataset === time.scope ? { ...time, fields: [date] } : time;
  });
}

const deals: Readonly<Record<string, RegExp>> = {
  sell: /^(sale|sell)$/,
  bui: /^(purchas|bui)$/,
  purchas: /^(purchas|bui)$/,
};

/** "how many products did we sell in June": by the date of the sales, not of the products. */
function tradedIn(context: BuildContext, home: string): FieldInfo | undefined {
  const { draft, catalogue } = context;
  const words = draft.trade === undefined ? undefined : deals[draft.trade];
  if (!words || draft.times.length === 0 || catalogue.fieldsOf(home).every(field => field.kind !== 'time'))
    return undefined;
  const found = [...catalogue.datasets.values()]
    .filter(d => catalogue.reach(home, d.name).kind === 'down')
    .filter(d => stemsOf([d.name, d.label ?? '', ...d.aiContext.synonyms].join(' ')).some(stem => words.test(stem)))
    .toSorted((a, b) => stepsTo(catalogue.reach(home, a.name)) - stepsTo(catalogue.reach(home, b.name)))[0];
  const date = found && defaultDate(catalogue, found.name);
  if (!date)
    throw new Refusal(
      `The model does not say when ${wordsOf(home)} are ${draft.trade === 'sell' ? 'sold' : 'bought'}.`,
    );
  return date;
}

const stepsTo = (reach: { kind: string; distance?: number }): number => reach.distance ?? Number.POSITIVE_INFINITY;

/** "orders with at least one line by rail": that there is one, not a count in groups. */
function atLeastOne(context: BuildContext): void {
  const { draft, catalogue } = context;
  const [measure] = draft.measures;
  const home = measure && datasetsOfMeasure(context, measure);
  if (home === undefined || draft.subject) return;
  draft.having = draft.having.filter(h => {
    const one = (h.operator === '>=' && h.values[0] === 1) || (h.operator === '>' && h.values[0] === 0);
    const counted =
      h.measure.kind === 'count'
        ? h.measure.dataset
        : h.measure.kind === 'metric'
          ? catalogue.metrics.get(h.measure.metric)?.counts
          : undefined;
    if (!one || counted === undefined || catalogue.reach(home, counted).kind !== 'down') return true;
    if (!draft.filters.some(f => f.options.some(o => o.field.dataset === counted)))
      draft.related.push({ dataset: counted, negated: false, at: h.measure.at });
    return false;
  });
}

/** "bookings last year", "late orders to Berlin": how many, as nobody asked to see them; one click lists them. */
function countFragment(context: BuildContext): void {
  const { draft } = context;
  const { subject } = draft;
  const plain = draft.subjectIs === 'plain' && subject?.kind === 'entity' && !draft.shows && wantsRows(draft);
  const narrowed = draft.filters.length + draft.times.length + draft.related.length > 0;
  if (
    !plain ||
    !narrowed ||
    draft.related.some(r => r.negated) ||
    draft.rank ||
    draft.sort ||
    draft.listFields.length > 0
  )
    return;
  // things with names of their own are worth seeing: suppliers in India
  const name = context.catalogue.nameField(subject.dataset);
  const usual = name !== undefined && !name.isKey ? 'list' : 'count';
  const asked = context.choices['shape'];
  const chosen = asked === 'list' || asked === 'count' ? asked : usual;
  context.assumptions.push({
    id: 'shape',
    kind: 'name',
    text: chosen === 'count' ? 'They are counted' : 'They are listed',
    chosen,
    choices: [
      { id: 'count', label: 'Count them' },
      { id: 'list', label: 'List them' },
    ],
  });
  if (chosen === 'list') return;
  draft.measures.push({ kind: 'count', dataset: subject.dataset, at: subject.at });
  draft.subject = undefined;
  draft.subjectIs = undefined;
}

/** Rows are listed when no number is asked for but things are. */
const wantsRows = (draft: Draft): boolean =>
  draft.measures.length === 0 && draft.having.length === 0 && draft.dimensions.length === 0 && !draft.rank?.by;

/** "in how many countries are agents": of the fields that the word may mean, those that the agents lead to. */
function countWhere(context: BuildContext): void {
  const { draft, catalogue } = context;
  const [mention] = draft.mentions;
  if (!mention) return;
  draft.measures = draft.measures.map(measure => {
    if (measure.kind !== 'countDistinct' || measure.choice.scope !== undefined) return measure;
    const led = measure.choice.options.filter(o =>
      ['same', 'up'].includes(catalogue.reach(mention.dataset, o.field.dataset).kind),
    );
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
function adoptMentions(context: BuildContext): void {
  const { draft, catalogue } = context;
  countWhere(context);
  const overTime = draft.growth || draft.comparison || draft.trend || draft.running || draft.moving !== undefined;
  const counted =
    draft.measures.length === 0 &&
    draft.having.length === 0 &&
    (draft.dimensions.length > 0 || overTime) &&
    draft.subject === undefined
      ? draft.mentions.shift()
      : undefined;
  if (counted) draft.measures.push({ kind: 'count', dataset: counted.dataset, at: counted.at });
  const needsSubject =
    draft.subject === undefined && (draft.having.length > 0 || draft.rank !== undefined || draft.measures.length === 0);
  const first = draft.mentions[0];
  if (needsSubject && first) {
    draft.mentions.shift();
    draft.subject = { kind: 'entity', dataset: first.dataset, at: first.at };
    draft.subjectIs ??= draft.rank ? 'top' : 'plain';
    draft.subjectPlural = /s$/i.test(first.text);
  }
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
    if (
      owner !== undefined &&
      owner !== mention.dataset &&
      catalogue.reach(owner, mention.dataset).kind === 'down' &&
      !hasFilterNear(draft, mention) &&
      mention.at > firstAt(draft)
    )
      draft.related.push({ dataset: mention.dataset, negated: false, at: mention.at });
  }
}

const firstAt = (draft: Draft): number =>
  Math.min(
    ...draft.measures.map(m => m.at),
    draft.subject && 'at' in draft.subject ? draft.subject.at : Number.POSITIVE_INFINITY,
  );

/** A filter in the mention's scope already says which of them. */
const hasFilterNear = (draft: Draft, mention: { dataset: string }): boolean =>
  draft.filters.some(
    filter => filter.scope === mention.dataset || filter.options.some(o => o.field.dataset === mention.dataset),
  ) || draft.times.length > 0;

function adoptSubject(draft: Draft): void {
  const first = draft.having[0]?.measure;
  if (first?.kind === 'count') throw new Refusal('It is not clear which things should have so many.');
}

function anchorsOf(context: BuildContext): string[] {
  const { draft } = context;
  const measured = [
    ...draft.measures,
    ...draft.having.map(h => h.measure),
    ...(draft.rank?.by ? [draft.rank.by] : []),
  ].map(m => datasetsOfMeasure(context, m));
  if (measured.length > 0) return [...new Set(measured.filter(Boolean))];
  return draft.subject?.kind === 'entity'
    ? [draft.subject.dataset]
    : draft.subject?.kind === 'field'
      ? [draft.subject.choice.options[0]?.field.dataset ?? ''].filter(Boolean)
      : [];
}

function buildAggregate(context: BuildContext): PlanInput {
  const { draft } = context;
  if (draft.measures.length === 0 && draft.rank?.by) draft.measures.push(draft.rank.by);
  totalsPerThing(context);
  const [stray] = draft.listFields;
  if (stray)
    throw new Refusal(
      `It is not clear what to do with “${stray.text}”: its total, its average, or group by it?`,
      draft.problems,
    );
  askForPeriods(context);
  context.anchors = anchorsOf(context);
  context.countsOnly =
    draft.measures.length > 0 &&
    [...draft.measures, ...draft.having.map(h => h.measure)].every(m => countsThings(context, m));
  const built = dedupe(draft.measures.map(measure => buildMeasure(context, measure)));
  const havingMeasures = draft.having.map(h => buildMeasure(context, h.measure));
  const entities = splitEntityCount(context, built);
  const grain = grainOf(context);
  const dimensions = dimensionsOf(context, entities.subject);
  const filters = draft.filters.map(filter => ({ draft: filter, ...settleFilter(context, filter) }));
  refuseContradiction(context, filters);
  refuseDirection(context);
  const shown = entities.built;
  const everything = dedupe([...shown, ...havingMeasures]);
  const time = buildTime(context, everything, grain);
  const shape = buildShape(context, { built: shown, dimensions, filters, time, hasGrain: grain !== undefined });
  const having = draft.having.map((h, i) => ({
    column: havingMeasures[i]?.measure.name ?? '',
    operator: h.operator,
    values: h.values.map(value => fraction(context, h.measure, value, h.percent)),
  }));
  const measures = shape.measures;
  for (const { measure } of havingMeasures)
    if (!measures.some(m => m.name === measure.name)) measures.push({ ...measure });
  for (const measure of measures) {
    const field = time.fields.get(measure.name);
    if (field) measure.timeField = field;
  }
  const plan: PlanInput = {
    measures,
    dimensions,
    where: [...shape.where, ...time.where, ...relatedFilters(draft)],
    ...(shape.time ? { time: shape.time } : {}),
    steps: shape.steps,
    having,
  };
  if (entities.counted)
    plan.summarise = {
      function: 'count',
      name: entities.counted,
      label: `Number of ${wordsOf(entities.counted.replace(/^number_of_/, ''))}`,
    };
  else if (draft.perPeriod && shape.steps.length === 0 && measures[0])
    plan.summarise = {
      function: 'avg',
      column: measures[0].name,
      name: `average_${measures[0].name}`,
      by: dimensions.map(d => d.name ?? ''),
    };
  return ranked(context, plan, dimensions, built, shape.steps);
}

/** "in which countries did revenue fall": which ones it did would have to be picked by the change. */
function refuseDirection({ draft }: BuildContext): void {
  if (draft.directed && draft.subject && draft.subject.kind !== 'time' && draft.subjectIs === 'which' && !draft.rank)
    throw new Refusal('Only those where it rose or fell can’t be picked out; ask for the change of each instead.');
}

/** Nothing is two values of one field at once: compared they are side by side, else the question can't be meant so. */
function refuseContradiction(
  context: BuildContext,
  filters: { draft: DraftFilter; filter: Filter; field: FieldInfo }[],
): void {
  for (const [i, one] of filters.entries())
    for (const other of filters.slice(i + 1)) {
      if (one.field.id !== other.field.id || !isOneOf(one.filter) || !isOneOf(other.filter)) continue;
      const values = [...new Set([...one.filter.values, ...other.filter.values])];
      if (values.length < one.filter.values.length + other.filter.values.length) continue;
      if (!context.draft.compare && !context.draft.difference)
        throw new Refusal(`Nothing is both ${one.draft.text} and ${other.draft.text}: say “or”, or ask for each.`);
      filters[i] = { ...one, filter: { field: one.field.id, operator: 'in', values } };
      filters.splice(filters.indexOf(other), 1);
      return;
    }
}

const isOneOf = (filter: Filter): filter is Extract<Filter, { values: unknown }> & { operator: '=' | 'in' } =>
  'operator' in filter && (filter.operator === '=' || filter.operator === 'in') && 'values' in filter;

/** "average quantity per line" is the plain average of lines; per order it is the total over the orders. */
function totalsPerThing(context: BuildContext): void {
  const { draft } = context;
  const { per } = draft;
  if (!per) return;
  const averages = draft.measures.filter(m => m.kind === 'aggregate' && m.function === 'AVG');
  if (averages.length === 0) return;
  if (averages.every(m => datasetsOfMeasure(context, m) === per.dataset)) {
    draft.per = undefined;
    return;
  }
  draft.measures = draft.measures.map(m =>
    m.kind === 'aggregate' && m.function === 'AVG' ? { ...m, function: 'SUM' as const } : m,
  );
}

/** "how many suppliers have more than 100 orders": group by the supplier, keep, count. */
function splitEntityCount(
  context: BuildContext,
  built: readonly Built[],
): { built: readonly Built[]; counted: string | undefined; subject: DraftDimension | undefined } {
  const { draft } = context;
  const counted = draft.measures.length === 1 ? draft.measures[0] : undefined;
  if (
    draft.having.length === 0 ||
    (counted?.kind !== 'count' &&
      !(counted?.kind === 'metric' && context.catalogue.metrics.get(counted.metric)?.counts))
  )
    return { built, counted: undefined, subject: draft.subject };
  if (draft.subject !== undefined || draft.dimensions.length > 0)
    return { built, counted: undefined, subject: draft.subject };
  const dataset = built[0]?.home ?? '';
  if (draft.having.some(h => datasetsOfMeasure(context, h.measure) === dataset && h.measure.kind === 'count'))
    return { built, counted: undefined, subject: draft.subject };
  return { built: [], counted: `number_of_${columnName(dataset)}`, subject: { kind: 'entity', dataset, at: -1 } };
}

function grainOf(
  context: BuildContext,
): { grain: NonNullable<NonNullable<Plan['time']>['grain']>; fields: readonly FieldInfo[] } | undefined {
  const { draft } = context;
  const times = [...(draft.subject ? [draft.subject] : []), ...draft.dimensions].filter(d => d.kind === 'time');
  const first = times[0];
  if (times.length > 1 && new Set(times.map(t => t.grain)).size > 1)
    throw new Refusal('Only one period can be grouped by at a time.');
  if (first) return { grain: first.grain, fields: first.fields };
  if (draft.perPeriod) return { grain: draft.perPeriod, fields: [] };
  if (draft.growth?.unit && !draft.times.some(t => t.phrase.points)) return { grain: draft.growth.unit, fields: [] };
  if (draft.growth?.offset === 'previousYear' && draft.times.length === 0) return { grain: 'year', fields: [] };
  if (draft.trend || draft.running || draft.moving !== undefined) {
    const grain = draft.moving === undefined || draft.moving <= 6 ? 'month' : 'month';
    context.assumptions.push({ id: 'grain', kind: 'range', text: `Shown by ${grain}.`, chosen: grain, choices: [] });
    return { grain, fields: [] };
  }
  return undefined;
}

function dimensionsOf(context: BuildContext, subject: DraftDimension | undefined): Dimension[] {
  const { draft } = context;
  const list = [...draft.dimensions, ...(subject && !draft.dimensions.includes(subject) ? [subject] : [])];
  const fields: { field: FieldInfo; entity: boolean }[] = [];
  for (const dimension of list) {
    if (dimension.kind === 'time') continue;
    if (dimension.kind === 'field') fields.push({ field: settleChoice(context, dimension.choice), entity: false });
    else fields.push(...entityFields(context, dimension.dataset).map(field => ({ field, entity: true })));
  }
  const unique = fields.filter((f, i) => fields.findIndex(g => g.field.id === f.field.id) === i);
  const leaves = unique.map(f => columnName(f.field.name));
  return unique.map(({ field }, i) => {
    const leaf = leaves[i] ?? 'value';
    const clash = leaves.filter(l => l === leaf).length > 1;
    return { field: field.id, name: clash ? columnName(`${field.dataset} ${field.name}`) : leaf };
  });
}

/** The name of an entity, and its key where names may repeat. */
export function entityFields(context: BuildContext, dataset: string): FieldInfo[] {
  const name = context.catalogue.nameField(dataset);
  const key = context.catalogue.keyField(dataset);
  const anchors = context.anchors.filter(anchor => context.catalogue.reach(anchor, dataset).kind === 'none');
  if (anchors.length > 0) throw new Refusal(`${wordsOf(anchors[0] ?? '')} are not related to ${wordsOf(dataset)}.`);
  if (!name && !key) return [...context.catalogue.fieldsOf(dataset)].slice(0, 20);
  return [...new Set([name, key].filter((f): f is FieldInfo => f !== undefined))];
}

function relatedFilters(draft: Draft): Filter[] {
  return draft.related.map(r => ({ related: r.dataset, ...(r.negated ? { negated: true } : {}), where: [] }));
}

/** A percent compared with a metric that is a fraction. */
function fraction(context: BuildContext, measure: DraftMeasure, value: number, percent: boolean): number {
  if (percent || measure.kind !== 'metric' || value <= 1) return value;
  const info = context.catalogue.metrics.get(measure.metric);
  const isFraction =
    info?.metric.extension.format === 'percent' ||
    info?.metric.extension.unit === '%' ||
    /\bfraction\b/.test(info?.metric.description ?? '');
  if (!isFraction) return value;
  context.assumptions.push({
    id: `percent:${measure.metric}`,
    kind: 'value',
    text: `${value} is taken as ${value} %.`,
    chosen: 'percent',
    choices: [],
  });
  return value / 100;
}

const dedupe = (built: readonly Built[]): Built[] =>
  built.filter((b, i) => built.findIndex(o => o.measure.name === b.measure.name) === i);

/** Order, limit and the best of each group. */
function ranked(
  context: BuildContext,
  plan: PlanInput,
  dimensions: readonly Dimension[],
  built: readonly Built[],
  steps: readonly Step[],
): PlanInput {
  const { draft } = context;
  const { rank, sort } = draft;
  if (sort && !rank) return sorted(context, plan, built, steps);
  if (!rank) return plan;
  const by = rank.by ? buildMeasure(context, rank.by).measure.name : (steps.at(-1)?.name ?? built[0]?.measure.name);
  if (by === undefined || (rank.by === undefined && built.length === 0))
    throw new Refusal('By which number should they be ranked?');
  if (!plan.measures?.some(m => m.name === by) && !steps.some(s => s.name === by))
    plan.measures = [...(plan.measures ?? []), ...(rank.by ? [buildMeasure(context, rank.by).measure] : [])];
  const count = rank.count ?? defaultCount(context);
  const subjectNames = subjectColumns(context, dimensions);
  const others = dimensions.map(d => d.name ?? '').filter(name => !subjectNames.includes(name));
  const overTime = plan.time?.grain !== undefined && draft.subject?.kind !== 'time';
  const groups = [...others, ...(overTime && plan.time ? [plan.time.field.split('.').at(-1) ?? ''] : [])];
  if (groups.length > 0 && (subjectNames.length > 0 || draft.subject?.kind === 'time'))
    return { ...plan, topPerGroup: { by: groups, column: by, direction: rank.direction, count } };
  if (subjectNames.length === 0 && draft.subject?.kind !== 'time' && dimensions.length === 0)
    throw new Refusal('Of what: which things should be ranked?');
  return { ...plan, orderBy: [{ column: by, direction: rank.direction }], limit: count };
}

/** "which country" is one; "which countries" without a number is ten, and said. */
function defaultCount(context: BuildContext): number {
  const { draft } = context;
  if (!draft.subjectPlural) return 1;
  context.assumptions.push({
    id: 'limit',
    kind: 'limit',
    text: 'No number was named; the first 10 are shown.',
    chosen: '10',
    choices: [],
  });
  return 10;
}

function subjectColumns(context: BuildContext, dimensions: readonly Dimension[]): string[] {
  const { subject } = context.draft;
  if (subject?.kind === 'entity')
    return dimensions
      .filter(d => entityFields(context, subject.dataset).some(field => field.id === d.field))
      .map(d => d.name ?? '');
  if (subject?.kind === 'field')
    return dimensions.filter(d => subject.choice.options.some(o => o.field.id === d.field)).map(d => d.name ?? '');
  if (subject !== undefined) return [];
  // "revenue per country, top 3 per region": what is named after the rank are its groups
  const { rank, dimensions: drafted } = context.draft;
  const before = drafted.filter(d => d.kind !== 'time' && (d.kind === 'field' ? d.choice.at : d.at) < (rank?.at ?? 0));
  if (before.length === 0 || before.length === drafted.length) return dimensions.map(d => d.name ?? '');
  return dimensions
    .filter(d =>
      before.some(b =>
        b.kind === 'field'
          ? b.choice.options.some(o => o.field.id === d.field)
          : b.kind === 'entity' && d.field.startsWith(`${b.dataset}.`),
      ),
    )
    .map(d => d.name ?? '');
}

function sorted(context: BuildContext, plan: PlanInput, built: readonly Built[], steps: readonly Step[]): PlanInput {
  const { sort } = context.draft;
  if (!sort) return plan;
  const named = plan.time?.grain ? plan.time.field.split('.').at(-1) : plan.dimensions?.[0]?.name;
  if (sort.byName && named) return { ...plan, orderBy: [{ column: named, direction: sort.direction ?? 'ASC' }] };
  const column =
    sort.by === undefined
      ? (steps.at(-1)?.name ?? built[0]?.measure.name)
      : 'kind' in sort.by
        ? buildMeasure(context, sort.by).measure.name
        : columnOfField(context, plan, sort.by);
  return column === undefined
    ? plan
    : {
        ...plan,
        orderBy: [{ column, direction: sort.direction ?? (sort.by && !('kind' in sort.by) ? 'ASC' : 'DESC') }],
      };
}

function columnOfField(context: BuildContext, plan: PlanInput, choice: FieldChoice): string | undefined {
  const field = settleChoice(context, choice);
  const dimension = plan.dimensions?.find(d => d.field === field.id);
  if (!dimension) throw new Refusal(`${field.label} is not part of the result, so it can't be sorted by.`);
  return dimension.name;
}
