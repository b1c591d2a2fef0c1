import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import type { FieldChoice, FilterOptions } from '../draft.ts';
import { participle } from '../english/participles.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { ask, askFrequent, isAskedFor } from './asked.ts';
import { isBesideExtreme } from './doer-of-extreme.ts';
import { filterByAbsence, filterByPresence } from './field-filters.ts';
import { countsFlag, keepsFlagged, nameOfFlag } from './flag-nouns.ts';
import { isTotalOver } from './grouped-things.ts';
import { followsList, isPerThingInGroups, nextIsList } from './groups.ts';
import { isNeverDone } from './never-done.ts';
import { isPlural, lowerOf, nextContent, pass, problem, type State } from './state.ts';
import { dateExtreme } from './superlatives.ts';
import { saysWhich } from './yes-or-no.ts';

/** A text, time or key field: grouped by, asked for, counted, listed, or the one the next value belongs to. */
export function placeField(state: State, named: FieldChoice, chunk: Chunk): void {
  const { draft, pending } = state;
  const choice = nameOfFlag(state, named);
  const field = choice.options[0]?.field;
  if (!field) return;
  state.mention = { kind: 'field', choice };
  if (
    namesNextValue(state, choice) ||
    belongsToValue(state, choice) ||
    saysItAgain(state, choice) ||
    leadsTo(state, choice)
  ) {
    keepListOpen(state, choice);
    return;
  }
  if (isSaidNext(state, choice, chunk)) return;
  if (saysWhich(state, choice, chunk)) return;
  if (pending.negation === 'without') {
    filterByAbsence(state, choice);
    pending.negation = undefined;
    return;
  }
  if (isNeverDone(state, field, chunk)) {
    filterByPresence(state, choice, 'isMissing', state.scope);
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
  if (
    field.kind === 'time' &&
    /^(the )?(best|worst|strongest|weakest|poorest)$/.test(pending.superlative?.word ?? '')
  ) {
    problem(state, chunk, reasons.clearNumberRank);
    pending.superlative = undefined;
    return;
  }
  if (field.kind === 'time' && (pending.aggregate || pending.superlative)) {
    if (isBesideExtreme(state)) draft.listFields.push(choice);
    else dateExtreme(state, choice);
    return;
  }
  if (field.kind === 'boolean' && pending.count) {
    problem(state, chunk, reasons.yesEachSayWhere);
    return;
  }
  if (countsFlag(state, choice, chunk) || keepsFlagged(state, choice, chunk)) return;
  if (pending.count && field.kind === 'time' && !pending.count.distinct) {
    problem(state, chunk, reasons.dateSayThings);
    pending.count = undefined;
    return;
  }
  // "which channels do orders come through, how many via each": of the things
  const { subject } = draft;
  const via = subject?.kind === 'field' && subject.choice.options[0]?.field === field && draft.mentions.length === 1;
  if (pending.count && via) return;
  if (pending.count) {
    draft.measures.push({ kind: 'countDistinct', choice, at: state.at });
    pending.count = undefined;
    return;
  }
  if (
    pending.group &&
    field.kind === 'time' &&
    /ing$/.test(state.tokens[chunk.start]?.lower ?? '') &&
    chunk.end - chunk.start === 1
  ) {
    // "per ordering customer": no date is grouped by
    problem(state, chunk, reasons.unclearSaysWord);
    pending.group = undefined;
    return;
  }
  if (pending.group && isPerThingInGroups(state, field)) {
    draft.per = { dataset: field.dataset, at: state.at, average: true };
    pending.group = undefined;
    state.openField = undefined;
    return;
  }
  if (pending.group?.word === 'by' && datesGrain(state, choice)) return;
  if (isTotalOver(state)) {
    pending.group = undefined;
    state.openField = undefined;
    return;
  }
  if (pending.group) {
    // "top 3 products per region": the regions are of what is measured, not of the products
    const free = draft.subjectIs === 'top' && pending.group.each && draft.subject !== undefined;
    const group = ofThingsBefore(state, free ? { ...choice, scope: undefined } : choice);
    draft.dimensions.push({ kind: 'field', choice: group });
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

/** "how many vendors did the buyers in each region buy from": the region of the buyers, as they are who did it. */
function ofThingsBefore({ chunks, pending, tokens, catalogue }: State, choice: FieldChoice): FieldChoice {
  const by = chunks[pending.group?.at ?? -1];
  const things = chunks[(pending.group?.at ?? 0) - 1];
  const [thing] = candidatesOf(things, 'dataset').filter(c => c.weight > 0.9);
  const did = tokens.slice(0, things?.start ?? 0).findLast(({ lower }) => !/^(the|our|all)$/.test(lower))?.lower ?? '';
  if (!by || !thing || things?.end !== by.start || !/^(did|do|does|have|has)$/.test(did)) return choice;
  const own = choice.options.filter(({ field }) => catalogue.hasOne(thing.dataset, field.dataset));
  return own.length > 0 && /^(in|of|from) (each|every)$/.test(pending.group?.word ?? '')
    ? { ...choice, options: own }
    : choice;
}

/** "late lines per month in 2025, by receipt date": the date that the months are of, and no group besides. */
function datesGrain(state: State, choice: FieldChoice): boolean {
  const { draft, pending, chunks, at } = state;
  const fields = choice.options.map(({ field }) => field);
  const [grained] = draft.dimensions.filter(d => d.kind === 'time');
  if (!grained && datesPeriod(state, fields)) return true;
  const joined = chunks.slice(pending.group?.at, at).some(c => c.kind === 'terms');
  const open = grained?.kind === 'time' && grained.fields.length === 0 && draft.times.every(t => t.fields.length === 0);
  if (!grained || !open || joined || fields.length !== 1 || fields[0]?.kind !== 'time') return false;
  draft.dimensions = draft.dimensions.map(d => (d === grained ? { ...grained, fields } : d));
  draft.times = draft.times.map(time => ({ ...time, fields }));
  pending.group = undefined;
  return true;
}

/** "payments this month, by payment date, for each region": groups were named, so it says which date the month is of. */
function datesPeriod({ draft, pending, chunks, at }: State, fields: readonly FieldInfo[]): boolean {
  const by = pending.group?.at ?? 0;
  const isMark = (index: number) => chunks[index]?.kind === 'mark';
  // "lines per mode in June 1997, by ship date"
  const isLast = chunks.slice(at + 1).every(({ kind }) => kind === 'mark') && draft.dimensions.length > 0;
  const apart = isMark(by - 1) && (isMark(at + 1) || isLast);
  const goesOn = isLast || isPhrase(isMark(at + 1) ? chunks[at + 2] : chunks[at + 1], 'group');
  const [time, ...more] = draft.times;
  // "lines shipped in June, by ship date" says it twice
  const open = time !== undefined && more.length === 0 && time.fields.every(field => fields.includes(field));
  const date = fields.length === 1 && fields[0]?.kind === 'time';
  if (!date || !open || !apart || !goesOn) return false;
  draft.times = draft.times.map(time => ({ ...time, fields }));
  pending.group = undefined;
  return true;
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

/** "replaced under warranty": what the next words say in full. */
function isSaidNext(state: State, choice: FieldChoice, chunk: Chunk): boolean {
  const [option] = choice.options;
  const next = state.chunks[state.at + 1];
  if (!option || option.weight >= 0.9 || next?.start !== chunk.end || state.pending.group) return false;
  return candidatesOf(next, 'field').some(c => c.weight >= 0.9 && c.field === option.field);
}

/** "in the city of Westfield": what the value behind is one of, and nothing that is asked for. */
function namesNextValue(state: State, choice: FieldChoice): boolean {
  const [of, value] = state.chunks.slice(state.at + 1, state.at + 3);
  const fields = candidatesOf(value, 'value').flatMap(c => (c.weight >= 0.9 ? [c.field] : []));
  const own = choice.options.filter(({ field }) => fields.includes(field));
  const last = state.tokens[(state.chunks[state.at]?.end ?? 0) - 1]?.lower ?? '';
  // "caused by wear", where that is a cause
  const done = participle.test(last) && /^(by|with)$/.test(lowerOf(state, of)) && fields.length === own.length;
  if (!(done || lowerOf(state, of) === 'of') || own.length === 0 || state.pending.group || state.pending.count)
    return false;
  if (done) pass(state, state.at + 1, state.at + 2);
  state.openField = { choice: { ...choice, options: own }, placed: true };
  return true;
}

/** "per handling instruction and ship mode": the list goes on behind a group that two words name. */
function keepListOpen({ draft, at }: State, choice: FieldChoice): void {
  const last = draft.dimensions.at(-1);
  if (last?.kind !== 'field' || last.choice.at !== at - 1) return;
  if (!last.choice.options.some(({ field }) => field === choice.options[0]?.field)) return;
  draft.dimensions = [...draft.dimensions.slice(0, -1), { ...last, choice: { ...last.choice, at } }];
}

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
  const joint = lowerOf(state, state.chunks[choice.at + 1]);
  // "sent from", of which the chunk is the first word
  const [option] = choice.options;
  const participle = /(ed|en|nt|wn|ld|ght)$/.test(last) && (option?.weight ?? 1) < 0.9 && option?.field.kind === 'text';
  const joins = /^(by|from|to|at|with|for|in|via)$/.test(joint);
  const cut =
    (participle && joins) ||
    choice.options.some(({ field }) =>
      field.field.aiContext.synonyms.some(term => term.toLowerCase() === `${last} ${joint}`),
    );
  if (!(/^(by|from|to|at|with|for|in)$/.test(last) || cut) || next?.chunk.kind !== 'terms') return false;
  const dataset = choice.options[0]?.field.dataset;
  state.scope = dataset;
  return dataset !== undefined;
}

/** "guests from Nordic countries": all of the countries in that area, which are asked for together. */
function areOfArea(state: State, options: FilterOptions, choice: FieldChoice): FilterOptions {
  const { draft, catalogue, chunks, at } = state;
  const plural = isPlural(state, chunks[at]);
  // "by Nordic countries": each of them
  const joint = lowerOf(state, chunks[(state.lastFilter?.filter.at ?? 0) - 1]);
  if (!/^(from|in|of|for|to)$/.test(joint) || !plural || draft.measures.length === 0 || isAskedFor(state)) return [];
  return options.filter(({ field }) =>
    choice.options.some(
      c =>
        catalogue.hasOne(c.field.dataset, field.dataset) &&
        c.field === catalogue.nameField(c.field.dataset) &&
        c.field !== field &&
        c.field.kind === 'text',
    ),
  );
}

/** "Asia region", "truck ship mode": the field names what kind of value came just before. */
function belongsToValue(state: State, choice: FieldChoice): boolean {
  const last = state.lastFilter;
  if (!last || state.at !== last.end || state.pending.group || state.pending.count) return false;
  const own = last.filter.options.filter(o => choice.options.some(c => c.field.id === o.field.id));
  const options = own.length > 0 ? own : areOfArea(state, last.filter.options, choice);
  if (options.length === 0) return false;
  const index = state.draft.filters.indexOf(last.filter);
  if (index < 0) return false;
  const narrowed = { ...last.filter, options };
  state.draft.filters[index] = narrowed;
  state.lastFilter = { filter: narrowed, end: state.at + 1 };
  return true;
}
