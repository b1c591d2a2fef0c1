import type { FieldInfo } from '../catalogue.ts';
import type { Chunk } from '../chunks.ts';
import { candidatesOf } from '../chunks.ts';
import type { DraftDimension, DraftMeasure, FieldChoice } from '../draft.ts';
import { addHaving, asksWhen, countsRows, dateOfEntity, placeMeasure } from './measures.ts';
import { lowerOf, nextContent, onlySeparators, problem, type State, textOf } from './state.ts';

/** An entity (a dataset's noun): counted, grouped by, asked for, excluded, or just whose things they are. */
export function placeEntity(state: State, dataset: string, chunk: Chunk): void {
  const { draft, pending } = state;
  const count: DraftMeasure = { kind: 'count', dataset, at: state.at };
  if (pending.count) {
    placeCount(state, dataset, chunk);
    return;
  }
  if (
    draft.share &&
    draft.measures.length === 1 &&
    (draft.measures[0]?.at ?? 0) < draft.share.at &&
    onlySeparators(state, draft.share.at + 1, state.at)
  ) {
    // "late lines as a share of all lines": the whole is counted
    draft.measures.push(count);
    state.scope = dataset;
    return;
  }
  if (draft.ratio && draft.measures.length < 2 && !pending.group) {
    placeCount(state, dataset, chunk);
    return;
  }
  if (pending.comparator && pending.number) {
    addHaving(state, count);
    state.scope = dataset;
    return;
  }
  if (pending.negation && isExclusion(state)) {
    draft.related.push({ dataset, negated: true, at: state.at });
    pending.negation = undefined;
    state.scope = dataset;
    return;
  }
  if (pending.superlative?.quantity && (draft.subject || state.loose.length > 0 || draft.dimensions.length > 0)) {
    placeMeasure(state, count, chunk);
    return;
  }
  if (pending.sort && state.draft.sort) {
    draft.sort = { by: count, direction: draft.sort?.direction };
    pending.sort = false;
    return;
  }
  const last = draft.dimensions.at(-1);
  if (last && !pending.group && followsList(state, last)) {
    draft.dimensions.push({ kind: 'entity', dataset, at: state.at });
    state.scope = dataset;
    return;
  }
  if (isOwnerOfNext(state, dataset) && !(isAskedFor(state) && startsComparison(state))) {
    state.scope = dataset;
    return;
  }
  state.mention = { kind: 'entity', dataset };
  state.scope = dataset;
  if (pending.typical || (pending.aggregate === 'AVG' && draft.measures.length > 0)) {
    draft.per = { dataset, at: state.at, average: true };
    pending.typical = false;
    pending.aggregate = undefined;
    return;
  }
  const verb = draft.verbs.at(-1);
  if (pending.group?.word === 'by' && verb && verb.at === pending.group.at - 1) {
    // "received by customers": who did it
    pending.group = undefined;
    return;
  }
  if (pending.group) {
    groupByEntity(state, dataset);
    return;
  }
  if (asksWhen(state) && pending.superlative) {
    dateOfEntity(state, dataset);
    return;
  }
  if (isAskedFor(state)) {
    ask(state, { kind: 'entity', dataset, at: state.at }, chunk);
    return;
  }
  if (isOneOfNumbers(state) || isLastOfNumbers(state)) {
    placeMeasure(state, count, chunk);
    return;
  }
  if (draft.measures.length > 0 && lowerOf(state, state.chunks[state.at - 1]).match(/^(and|,|&)$/)) {
    problem(state, chunk, 'Say what to do with it: group by it, count it, or which one?');
    return;
  }
  draft.mentions.push({ dataset, at: state.at, text: textOf(state, chunk) });
}

/** "bookings, revenue and average fare": one of several numbers, so they are counted. */
function isOneOfNumbers(state: State): boolean {
  const at = state.chunks.findIndex((c, i) => i > state.at && c.kind !== 'filler' && c.kind !== 'mark');
  const next = at < 0 ? undefined : { chunk: state.chunks[at], at };
  const joint = next ? state.chunks.slice(state.at + 1, next.at).map(c => lowerOf(state, c)) : [];
  const listed = joint.length > 0 && joint.every(word => /^(and|,|&|the)$/.test(word));
  const number =
    candidatesOf(next?.chunk, 'metric').some(c => c.weight >= 0.9) ||
    (next?.chunk?.kind === 'phrase' && next.chunk.phrase.kind === 'aggregate');
  const other =
    candidatesOf(next?.chunk, 'dataset').some(c => c.weight > 0.9) &&
    state.chunks.slice((next?.at ?? state.at) + 1).some(c => c.kind === 'phrase' && c.phrase.kind === 'group');
  return listed && (number || other) && !state.pending.group && !state.pending.negation && !state.pending.list;
}

/** "flights and maintenance jobs per manufacturer": the last of several things that are counted. */
function isLastOfNumbers(state: State): boolean {
  const last = state.draft.measures.at(-1);
  const next = nextContent(state, state.at + 1)?.chunk;
  if (!last || state.pending.negation || state.pending.group || !countsRows(state, last)) return false;
  const joint = state.chunks.slice(last.at + 1, state.at).map(c => lowerOf(state, c));
  const joined = joint.length > 0 && joint.every(word => /^(and|,|&|the)$/.test(word));
  return (
    joined && (next === undefined || next.kind === 'time' || (next.kind === 'phrase' && next.phrase.kind === 'group'))
  );
}

function placeCount(state: State, dataset: string, chunk: Chunk): void {
  placeMeasure(state, { kind: 'count', dataset, at: state.at }, chunk);
  state.mention = { kind: 'entity', dataset };
  state.scope = dataset;
}

/** "customers without orders", "never ordered": no word of its own between the negation and the noun. */
const isExclusion = (state: State): boolean => {
  const pending = state.pending;
  return (
    pending.negation === 'without' ||
    (pending.negation === 'not' && /never|havent|hasnt|not|didnt/.test(lowerOf(state, lastBefore(state))))
  );
};

/** The chunk before, fillers passed by: "never made a booking". */
const lastBefore = (state: State): Chunk | undefined =>
  state.chunks.slice(0, state.at).findLast(chunk => chunk.kind !== 'filler');

/** "customer region": the entity qualifies the field right behind it. */
function isOwnerOfNext(state: State, dataset: string): boolean {
  const next = state.chunks[state.at + 1];
  if (next && namesDate(state, next)) return false;
  const fields = candidatesOf(next, 'field');
  return (
    fields.some(
      c =>
        c.weight >= 0.6 &&
        !(c.field.kind === 'time' && c.weight < 0.8) &&
        ['same', 'up'].includes(state.catalogue.reach(dataset, c.field.dataset).kind),
    ) && candidatesOf(next, 'metric').every(m => m.weight < 0.9)
  );
}

/** "tickets resolved in May": the verb of a date, which the period behind it goes with. */
function namesDate(state: State, chunk: Chunk): boolean {
  const token = state.tokens[chunk.start];
  const verb =
    chunk.end - chunk.start === 1 &&
    token !== undefined &&
    /(ed|en|nt|ght|ld|id)$/.test(token.lower) &&
    state.lexicon.verbs.has(token.stem);
  const date = candidatesOf(chunk, 'field')[0]?.field.kind === 'time';
  return (verb || date) && nextContent(state, state.chunks.indexOf(chunk) + 1)?.chunk.kind === 'time';
}

/** "which parts retail for under 905": the field behind the entity is compared, not owned. */
const startsComparison = (state: State): boolean =>
  candidatesOf(state.chunks[state.at + 1], 'field').some(c => c.field.kind === 'number');

function groupByEntity(state: State, dataset: string): void {
  const { draft, pending } = state;
  const word = pending.group?.word ?? 'by';
  pending.group = undefined;
  const named = state.catalogue.nameField(dataset);
  const perLike =
    /^per/.test(word) || (/^(each|every|for each|for every|in each|of each)/.test(word) && draft.averaged);
  const hasName = named !== undefined && !named.isKey;
  const [only] = draft.measures;
  // "loans per artist" are groups, "loans per artist in each country" an average
  const counts =
    draft.measures.length === 1 &&
    only !== undefined &&
    ((countsRows(state, only) && (!state.promoted || groupsFollow(state))) ||
      (adds(state, only) && groupOfThings(state, dataset)));
  const averages = draft.measures.every(
    m =>
      (m.kind === 'aggregate' && m.function === 'AVG') ||
      (m.kind === 'metric' && !adds(state, m) && !countsRows(state, m)),
  );
  if (perLike && !(hasName && averages) && (draft.averaged || !hasName || counts) && draft.measures.length > 0) {
    draft.per = { dataset, at: state.at, average: draft.averaged || !hasName };
    return;
  }
  draft.dimensions.push({ kind: 'entity', dataset, at: state.at });
}

export const isAskedFor = (state: State): boolean => {
  const { pending, draft } = state;
  return (
    draft.subject === undefined &&
    (pending.which !== undefined ||
      pending.list ||
      pending.superlative !== undefined ||
      (draft.rank !== undefined && draft.rank.by === undefined && draft.measures.length === 0))
  );
};

/** The noun that is asked for: which customers, top 5 products, best supplier. */
export function ask(state: State, subject: DraftDimension, chunk: Chunk): void {
  const { draft, pending } = state;
  draft.subject = subject;
  draft.subjectIs ??= pending.which ? 'which' : pending.list ? 'list' : 'top';
  if (pending.which && draft.subjectIs !== 'top') draft.subjectIs = 'which';
  draft.subjectPlural =
    /s$/.test(state.tokens[chunk.end - 1]?.lower ?? '') && !/ss$/.test(state.tokens[chunk.end - 1]?.lower ?? '');
  if (pending.superlative) inherentRank(state, subject);
  pending.which = undefined;
  pending.list = false;
}

/** "cheapest part", "oldest order": the adjective names the number or date to rank by. */
function inherentRank(state: State, subject: DraftDimension): void {
  const { draft, pending, catalogue } = state;
  const superlative = pending.superlative;
  pending.superlative = undefined;
  if (!superlative) return;
  state.judged = superlative;
  draft.rank ??= {
    count: undefined,
    direction: superlative.direction,
    by: undefined,
    byField: undefined,
    at: superlative.at,
  };
  const dataset = subject.kind === 'entity' ? subject.dataset : undefined;
  if (!dataset) return;
  const fields = catalogue.fieldsOf(dataset);
  const wanted = /expensive|cheap|pric|dear|^(the )?(biggest|largest|smallest)$/.test(superlative.word)
    ? fields.filter(
        f =>
          f.kind === 'number' &&
          sizes(superlative.word).test(`${f.name.replaceAll('_', ' ')} ${f.label}`.toLowerCase()),
      )
    : /latest|recent|newest|earliest|oldest|youngest/.test(superlative.word)
      ? ages(fields, superlative.word)
      : [];
  const first = wanted[0];
  if (wanted.length !== 1 || !first) return;
  draft.rank = {
    ...draft.rank,
    byField: { options: [{ field: first, weight: 1 }], scope: dataset, text: superlative.word, at: superlative.at },
  };
  draft.notes.push({ id: 'superlative', text: `“${superlative.word}” is taken by ${first.label.toLowerCase()}` });
}

/** What the adjective measures a thing by. */
const sizes = (word: string): RegExp =>
  /big|larg|small/.test(word) ? /\b(amount|value|total|size|revenue|worth)\b/ : /\b(price|cost|fare|fee)\b/;

/** The age of a thing: when it was born or made where that is known, else its first date. */
function ages(fields: readonly FieldInfo[], word: string): FieldInfo[] {
  const born = /\b(birth|born|founded|built|made|construction|manufacture)\b/;
  const known = /oldest|youngest|newest/.test(word)
    ? fields.filter(
        f =>
          (f.kind === 'time' || f.kind === 'number') &&
          born.test(`${f.name.replaceAll('_', ' ')} ${f.label}`.toLowerCase()),
      )
    : [];
  return known.length > 0 ? known.slice(0, 1) : fields.filter(f => f.kind === 'time').slice(0, 1);
}

/** A text, time or key field: grouped by, asked for, counted, listed, or the one the next value belongs to. */
export function placeField(state: State, choice: FieldChoice, chunk: Chunk): void {
  const { draft, pending } = state;
  const field = choice.options[0]?.field;
  if (!field) return;
  state.mention = { kind: 'field', choice };
  if (belongsToValue(state, choice) || saysItAgain(state, choice) || leadsTo(state, choice)) return;
  if (pending.negation === 'without') {
    draft.filters.push({
      options: choice.options.map(o => ({ field: o.field, values: [], weight: o.weight, partial: false })),
      operator: 'isMissing',
      scope: state.scope,
      text: choice.text,
      at: state.at,
    });
    pending.negation = undefined;
    return;
  }
  if (pending.frequent) {
    askFrequent(state, choice, chunk);
    return;
  }
  mentionOwner(state, choice, chunk);
  const open = { choice, placed: false };
  state.openField = open;
  if (field.kind === 'time' && (pending.aggregate || pending.superlative)) {
    dateExtreme(state, choice);
    return;
  }
  if (pending.count) {
    draft.measures.push({ kind: 'countDistinct', choice, at: state.at });
    pending.count = undefined;
    return;
  }
  if (pending.group && isPerThingInGroups(state, field)) {
    draft.per = { dataset: field.dataset, at: state.at, average: true };
    pending.group = undefined;
    state.openField = undefined;
    return;
  }
  if (pending.group) {
    // "top 3 products per region": the regions are of what is measured, not of the products
    const free = draft.subjectIs === 'top' && pending.group.each && draft.subject !== undefined;
    draft.dimensions.push({ kind: 'field', choice: free ? { ...choice, scope: undefined } : choice });
    pending.group = nextIsList(state) ? pending.group : undefined;
    return;
  }
  if (isAskedFor(state) && field.kind !== 'time') {
    ask(state, { kind: 'field', choice }, chunk);
    return;
  }
  if (pending.sort) {
    draft.sort = { by: choice, direction: draft.sort?.direction };
    pending.sort = false;
    return;
  }
  const previous = draft.dimensions.at(-1);
  if (previous && followsList(state, previous)) {
    draft.dimensions.push({ kind: 'field', choice });
    return;
  }
  if (draft.subjectIs === 'list' || (draft.subjectIs === 'which' && draft.subject && draft.measures.length === 0))
    draft.listFields.push(choice);
  state.loose.push(choice);
}

/** "deals created in 2025": the name of the date tells whose it is, and nothing else was asked for. */
function mentionOwner(state: State, choice: FieldChoice, chunk: Chunk): void {
  const field = choice.options[0]?.field;
  const stem = state.tokens[chunk.start]?.stem;
  if (field?.kind !== 'time' || chunk.end - chunk.start < 2 || stem === undefined) return;
  if (!state.lexicon.entities.get(stem)?.includes(field.dataset)) return;
  if (nextContent(state, state.at + 1)?.chunk.kind === 'time' && !state.pending.group)
    state.draft.mentions.push({ dataset: field.dataset, at: state.at, text: choice.text });
}

/** "most common reason": its values, by how many rows have each; what is missing is no value. */
function askFrequent(state: State, choice: FieldChoice, chunk: Chunk): void {
  const { draft, pending } = state;
  const { frequent } = pending;
  const field = choice.options[0]?.field;
  if (!frequent || !field) return;
  pending.frequent = undefined;
  const by: DraftMeasure = { kind: 'count', dataset: field.dataset, at: state.at };
  ask(state, { kind: 'field', choice }, chunk);
  draft.subjectIs = 'top';
  draft.rank = {
    count: frequent.count,
    direction: frequent.direction,
    by,
    byField: undefined,
    at: frequent.at,
    implied: true,
  };
  draft.measures.push(by);
  draft.filters.push({
    options: choice.options.map(o => ({ field: o.field, values: [], weight: o.weight, partial: false })),
    operator: 'isPresent',
    scope: choice.scope,
    text: choice.text,
    at: state.at,
  });
}

/** The first or last date: "latest order date". */
function dateExtreme(state: State, choice: FieldChoice): void {
  const { draft, pending } = state;
  const fn = pending.superlative ? (pending.superlative.direction === 'DESC' ? 'MAX' : 'MIN') : pending.aggregate;
  if (pending.superlative?.both)
    draft.measures.push({ kind: 'aggregate', function: fn === 'MAX' ? 'MIN' : 'MAX', choice, at: state.at });
  pending.superlative = undefined;
  pending.aggregate = undefined;
  if (fn === 'MIN' || fn === 'MAX') draft.measures.push({ kind: 'aggregate', function: fn, choice, at: state.at });
}

const groupsFollow = (state: State): boolean =>
  state.chunks.slice(state.at + 1).some(c => c.kind === 'phrase' && c.phrase.kind === 'group');

/** "tickets per agent in each team": an average per agent, as the groups are said after. */
function isPerThingInGroups(state: State, field: FieldInfo): boolean {
  const { draft, pending, catalogue } = state;
  const [measure, ...more] = draft.measures;
  if (!/^(per|a)$/.test(pending.group?.word ?? '') || !measure || more.length > 0) return false;
  if (field !== catalogue.nameField(field.dataset) && !field.isKey) return false;
  if (countsRows(state, measure)) return groupsFollow(state);
  return adds(state, measure) && groupOfThings(state, field.dataset);
}

const adds = (state: State, measure: DraftMeasure): boolean =>
  measure.kind === 'metric' && state.catalogue.metrics.get(measure.metric)?.additive === true;

/** "revenue per customer by segment": the groups behind are of the things, so each has an average of its own. */
function groupOfThings(state: State, dataset: string): boolean {
  const at = state.chunks.findIndex((c, i) => i > state.at && c.kind === 'phrase' && c.phrase.kind === 'group');
  const next = at < 0 ? undefined : nextContent(state, at + 1)?.chunk;
  const [field] = candidatesOf(next, 'field');
  return field !== undefined && ['same', 'up'].includes(state.catalogue.reach(dataset, field.field.dataset).kind);
}

/** "by region and segment": the next field goes on with the list. */
const nextIsList = (state: State): boolean => {
  const next = nextContent(state, state.at + 1);
  if (!next || candidatesOf(next.chunk, 'field').length === 0) return false;
  const joint = state.chunks.slice(state.at + 1, next.at).map(c => lowerOf(state, c));
  return joint.length > 0 && joint.every(word => /^(and|,|then|the|&)$/.test(word));
};

const followsList = (state: State, previous: DraftDimension): boolean => {
  const at = previous.kind === 'field' ? previous.choice.at : previous.at;
  const joint = state.chunks.slice(at + 1, state.at).map(c => lowerOf(state, c));
  return joint.length > 0 && joint.every(word => /^(and|,|then|the|&|by)$/.test(word));
};

/** "email address": two names of one field side by side. */
function saysItAgain(state: State, choice: FieldChoice): boolean {
  const ids = choice.options.map(o => o.field.id);
  const filter = state.draft.filters.at(-1);
  const same = filter?.at === state.at - 1 && filter.options.some(o => ids.includes(o.field.id));
  return (
    same ||
    (state.openField?.choice.at === state.at - 1 && state.openField.choice.options.some(o => o.field.id === ids[0]))
  );
}

/** "handled by agents": a name that ends in a preposition only leads to the thing or value behind it. */
function leadsTo(state: State, choice: FieldChoice): boolean {
  const last = state.tokens[(state.chunks[choice.at]?.end ?? 0) - 1]?.lower ?? '';
  const next = nextContent(state, state.at + 1);
  if (!/^(by|from|to|at|with|for|in)$/.test(last) || next?.chunk.kind !== 'terms') return false;
  const dataset = choice.options[0]?.field.dataset;
  state.scope = dataset;
  return dataset !== undefined;
}

/** "Asia region", "truck ship mode": the field names what kind of value came just before. */
function belongsToValue(state: State, choice: FieldChoice): boolean {
  const last = state.lastFilter;
  if (!last || state.at !== last.end || state.pending.group || state.pending.count) return false;
  const options = last.filter.options.filter(o => choice.options.some(c => c.field.id === o.field.id));
  if (options.length === 0) return false;
  const index = state.draft.filters.indexOf(last.filter);
  if (index < 0) return false;
  const narrowed = { ...last.filter, options };
  state.draft.filters[index] = narrowed;
  state.lastFilter = { filter: narrowed, end: state.at + 1 };
  return true;
}

export { problem };
