import { type Chunk, candidatesOf } from '../chunks.ts';
import type { DraftFilter, FieldChoice, FilterOptions } from '../draft.ts';
import { nameWords, stemsOf } from '../words.ts';
import { countsThings } from './comparisons.ts';
import { isListedValue } from './listed-values.ts';
import { holdForThings, isInValue } from './negated-values.ts';
import { askForOwners, ownerBehind, passName } from './owners.ts';
import { deniesDeed, narrowBySale } from './sold-to.ts';
import { lowerOf, onlySeparators, problem, type State, textOf } from './state.ts';
import { narrowByWay, partsWays } from './ways.ts';

/** "suppliers in Japan but not in Iraq": the same side as the place that was just named. */
function sideOfLast<T extends FilterOptions[number]>(state: State, options: T[]): T[] {
  const last = state.lastFilter;
  if (!last || last.end >= state.at) return options;
  const joint = state.chunks.slice(last.end, state.at).map(c => lowerOf(state, c));
  const goesOn =
    joint.includes('but not') || (joint.includes('but') && joint.includes('not')) || joint.includes('and not');
  if (!goesOn || !joint.every(word => /^(but|and|not|but not|and not|in|to|from|of|the|with)$/.test(word)))
    return options;
  const known = last.filter.options.map(({ field }) => field);
  const same = options.filter(({ field }) => known.includes(field));
  const chunk = state.chunks[state.at];
  // of several sides it is not known yet which the first one is of
  if (chunk && same.length > 1 && state.draft.measures.some(measure => countsThings(state, measure)))
    problem(state, chunk, 'Say whose it is, or ask for each on its own.');
  return same.length > 0 ? same : options;
}

/** A value of a field: a filter, alone or as one more of a list. */
export function applyValue(state: State, chunk: Extract<Chunk, { kind: 'terms' }>): void {
  const { draft, pending } = state;
  if (isGroupedByValue(state)) {
    problem(state, chunk, 'It is one value; say by which field to group.');
    pending.group = undefined;
    return;
  }
  // "of each endoscopy procedure": the noun behind is what is grouped by
  if (!isAdjectiveOfGroup(state)) pending.group = undefined;
  spendVerb(state);
  let options = candidatesOf(chunk, 'value').map(c => ({
    field: c.field,
    values: [...c.values],
    weight: c.weight,
    partial: c.partial,
  }));
  const top = options[0]?.weight ?? 0;
  options = narrowByOwner(
    state,
    options.filter(o => o.weight >= top - 0.12),
  );
  options = [...narrowBySale(state, options)] as typeof options;
  options = sideOfLast(state, options);
  const named = namedNegatively(state, options);
  if (named) {
    options = named;
    pending.negation = undefined;
  }
  const narrowed = narrowByWay(state, narrowByThings(state, narrowByVerb(state, narrowByField(state, options))), chunk);
  const nor = state.chunks.slice(Math.max(0, state.at - 2), state.at).some(c => lowerOf(state, c) === 'nor');
  const operator = (pending.negation || nor) && !isInValue(textOf(state, chunk), narrowed) ? 'notIn' : 'in';
  const owner = isNoneOfOwner(state, narrowed);
  if (owner !== undefined) {
    problem(state, chunk, `Of ${owner.replaceAll('_', ' ')} there are none that this is said of.`);
    return;
  }
  if (extendList(state, narrowed, operator, chunk)) return;
  if (joinsOther(state)) {
    joinAlternative(state, narrowed, operator, chunk);
    return;
  }
  askForOwners(state, narrowed, chunk);
  const filter: DraftFilter = {
    options: narrowed,
    operator,
    scope: ownerBehind(state) ?? state.scope,
    text: textOf(state, chunk),
    at: state.at,
    denied: operator === 'notIn' && deniesDeed(state),
  };
  if (holdForThings(state, filter)) return;
  draft.filters.push(filter);
  state.lastFilter = { filter, end: state.at + 1 };
  noteDone(state, chunk, narrowed);
  if (draft.followUp.has('only')) passName(state, narrowed);
  pending.negation = undefined;
  pending.comparator = pending.comparator?.operator === '=' ? undefined : pending.comparator;
}

/** "nobody was home", where that is a value: the word is a part of it and leaves nothing out. */
function namedNegatively<T extends FilterOptions[number]>(state: State, options: readonly T[]): T[] | undefined {
  const said = state.chunks.slice(0, state.at).findLast(c => c.kind !== 'filler');
  if (!state.pending.negation || said?.kind !== 'phrase') return undefined;
  const word = lowerOf(state, said);
  const own = options.filter(o => o.values.every(value => nameWords(String(value)).includes(word)));
  return own.length > 0 ? own : undefined;
}

/** The things that a term is, or that it ends with: "revenue of our shops". */
function thingOf(state: State, chunk: Extract<Chunk, { kind: 'terms' }>): string | undefined {
  const [thing] = candidatesOf(chunk, 'dataset').filter(c => c.weight > 0.9);
  if (thing) return thing.dataset;
  const noun = state.tokens[chunk.end - 1];
  const datasets = noun && /s$/.test(noun.lower) ? state.lexicon.entities.get(noun.stem) : undefined;
  return chunk.end - chunk.start > 1 && datasets?.length === 1 ? datasets[0] : undefined;
}

/** "sold to customers in Peru": of the places that things right before it have, and no others. */
function narrowByThings(state: State, options: FilterOptions): FilterOptions {
  const [things, joint] = state.chunks.slice(Math.max(0, state.at - 2), state.at);
  const joins = joint?.kind === 'filler' && /^(in|from|at|of)$/.test(lowerOf(state, joint));
  const thing = joins && things?.kind === 'terms' ? thingOf(state, things) : undefined;
  if (thing === undefined) return options;
  const own = options.filter(o => ['same', 'up'].includes(state.catalogue.reach(thing, o.field.dataset).kind));
  return own.length > 0 ? own : options;
}

/** "a Peruvian supplier": of the fields that have the value, those of the things it is said of. */
function narrowByOwner<T extends FilterOptions[number]>(state: State, options: T[]): T[] {
  const owner = ownerBehind(state);
  if (owner === undefined) return options;
  const own = options.filter(({ field }) => ['same', 'up'].includes(state.catalogue.reach(owner, field.dataset).kind));
  return own.length > 0 ? own : options;
}

/** "our Denver store", where stores have a city of their own that is never Denver: customers of Denver were not meant. */
function isNoneOfOwner(state: State, options: FilterOptions): string | undefined {
  const [things, joint] = state.chunks.slice(Math.max(0, state.at - 2), state.at);
  const joins = joint?.kind === 'filler' && /^(in|at)$/.test(lowerOf(state, joint));
  const owner = ownerBehind(state) ?? (joins && things?.kind === 'terms' ? thingOf(state, things) : undefined);
  if (owner === undefined || options.length === 0) return undefined;
  const leads = (dataset: string) => ['same', 'up'].includes(state.catalogue.reach(owner, dataset).kind);
  if (options.some(({ field }) => leads(field.dataset))) return undefined;
  const nouns = new Set(options.map(({ field }) => stemsOf(field.name).at(-1)));
  const kin = [...state.catalogue.fields.values()].some(
    field => field.kind === 'text' && leads(field.dataset) && nouns.has(stemsOf(field.name).at(-1)),
  );
  return kin ? owner : undefined;
}

/** "deals by competitor": one value is nothing to group by, but for who or what did it: "shipped by truck". */
function isGroupedByValue(state: State): boolean {
  const { group } = state.pending;
  if (!group || !/^(by|per|for each|each|every|for every)$/.test(group.word) || isListedValue(state, state.at))
    return false;
  const before = state.tokens.slice(0, state.chunks[group.at]?.start ?? 0).map(token => token.lower);
  // "went out by rail"
  const done = before.findLast(word => !/^(out|in|off|away|over|up|neither|nor|not|either)$/.test(word)) ?? '';
  // "and by rail?" goes on from what was asked before
  if (before.every(word => /^(and|but|just|only|also|now|so)$/.test(word)) && isAllSaid(state)) return false;
  // "what did we ship by rail"
  if (state.draft.verbs.some(verb => verb.at === group.at - 1)) return false;
  // "neither by truck nor by rail"
  const goesOn = /^(nor|or|and)$/.test(before.at(-1) ?? '') && (state.lastFilter?.end ?? -9) >= group.at - 2;
  if (goesOn) return false;
  const right = state.chunks.slice(group.at + 1, state.at).every(c => c.kind === 'filler');
  // "sold by mood" is no part of "Piano Moods"
  const whole = candidatesOf(state.chunks[state.at], 'value').some(c => !c.partial);
  if (right && !whole && state.tokens[state.chunks[state.at]?.start ?? 0]?.capital !== true) return true;
  const thing = candidatesOf(state.chunks[state.at], 'value').some(
    c => c.field === state.catalogue.nameField(c.field.dataset),
  );
  const proper = state.tokens[state.chunks[state.at]?.start ?? 0]?.capital === true;
  return right && !thing && !proper && !/(ed|en|nt|ght|ld|wn|ne|came|come|made)$/.test(done);
}

const isAdjectiveOfGroup = (state: State): boolean => {
  const [chunk, next] = [state.chunks[state.at], state.chunks[state.at + 1]];
  const each = /\b(each|every|per)\b/.test(state.pending.group?.word ?? '');
  if (!each || next?.kind !== 'terms' || next.start !== chunk?.end) return false;
  return next.candidates.some(c => (c.kind === 'field' && c.field.kind === 'text') || c.kind === 'dataset');
};

const isAllSaid = (state: State): boolean =>
  state.chunks.slice(state.at + 1).every(chunk => chunk.kind === 'mark' || chunk.kind === 'filler');

/** "in Asia or in retail": an or between values of different fields. */
function joinsOther(state: State): boolean {
  const { lastFilter: last } = state;
  if (!last || last.end > state.at) return false;
  const between = state.chunks.slice(last.end, state.at);
  return (
    between.some(chunk => lowerOf(state, chunk) === 'or') &&
    between.every(chunk => chunk.kind === 'filler' || chunk.kind === 'mark' || lowerOf(state, chunk) === 'who')
  );
}

/** "which agent solved the most tickets in May": in May they were solved, where the model has the day of that. */
function noteDone(state: State, chunk: Chunk, options: FilterOptions): void {
  const token = chunk.end - chunk.start === 1 ? state.tokens[chunk.start] : undefined;
  if (!token || !/(ed|wn|ght|nt|ld)$/.test(token.lower)) return;
  const dates = state.lexicon.verbs.get(token.stem) ?? [];
  state.doneOn = dates.filter(date => options.some(({ field }) => field.dataset === date.dataset));
}

/** "in Asia or in retail": either of the two is enough; what is left out can't be said so. */
function joinAlternative(state: State, options: FilterOptions, operator: 'in' | 'notIn', chunk: Chunk): void {
  const { draft, lastFilter: last } = state;
  const { filters } = draft;
  if (last?.filter.operator !== 'in' || operator !== 'in' || draft.share || draft.compare || filters.length > 1) {
    problem(state, chunk, 'Two different things joined by “or” can’t be asked for at once: ask for each on its own.');
    return;
  }
  const other: DraftFilter = {
    options,
    operator,
    scope: ownerBehind(state) ?? last.filter.scope,
    text: textOf(state, chunk),
    at: state.at,
  };
  const filter = { ...last.filter, alternatives: [...(last.filter.alternatives ?? []), other] };
  draft.filters = filters.map(f => (f === last.filter ? filter : f));
  state.lastFilter = { filter, end: state.at + 1 };
}

/** "shipped by truck": the verb only joins the value to what it is said of. */
function spendVerb(state: State): void {
  const verb = state.draft.verbs.at(-1);
  if (verb && state.at - verb.at <= 3) {
    verb.used = true;
    verb.spent = true;
  }
}

/** "region Asia", "segment is BUILDING": the field named just before says whose value it is. */
function narrowByField(state: State, options: FilterOptions): FilterOptions {
  const open = state.openField;
  if (!open || state.at - open.choice.at > 5) return options;
  const same = options.filter(o => open.choice.options.some(c => c.field.id === o.field.id));
  if (same.length === 0 || !isDirectlyAfter(state, open.choice)) return options;
  open.placed = true;
  state.loose = state.loose.filter(choice => choice !== open.choice);
  state.draft.listFields = state.draft.listFields.filter(choice => choice !== open.choice);
  return same;
}

/** "based in Oslo": of the fields that have the value, the one whose name says so (home base). */
function narrowByVerb(state: State, options: FilterOptions): FilterOptions {
  for (let at = state.at - 1; at >= Math.max(0, state.at - 3); at--) {
    const chunk = state.chunks[at];
    const isVerb = chunk?.kind === 'filler' || state.draft.verbs.some(verb => verb.at === at);
    const token = chunk && isVerb ? state.tokens[chunk.start] : undefined;
    if (!token) return options;
    const named = options.filter(
      o => token.lower.length > 3 && stemsOf(`${o.field.name} ${o.field.label}`).includes(token.stem),
    );
    if (named.length > 0) return named;
  }
  return options;
}

/** Nothing but is, =, :, in, not and the like between the field and its value. */
const isDirectlyAfter = (state: State, choice: FieldChoice): boolean =>
  state.chunks.slice(choice.at + 1, state.at).every(chunk => {
    const word = state.tokens[chunk.start]?.lower ?? '';
    if (chunk.kind === 'mark') return /^[=:(]$/.test(word);
    if (chunk.kind === 'phrase')
      return (
        chunk.phrase.kind === 'negation' ||
        chunk.phrase.kind === 'only' ||
        (chunk.phrase.kind === 'comparator' && chunk.phrase.operator === '=')
      );
    return chunk.kind === 'filler' && /^(is|are|was|were|in|of|the|be|being|has|have|equal|a|an)$/.test(word);
  });

const areParts = (options: FilterOptions): boolean => options.some(o => o.partial);

/** "small brass": two parts of one value side by side are both in it. */
function keepBoth(state: State, last: DraftFilter, options: FilterOptions, chunk: Chunk): boolean {
  const both = last.options.flatMap(o => {
    const other = options.find(p => p.field.id === o.field.id);
    const values = o.values.filter(value => other?.values.includes(value));
    return values.length > 0 ? [{ ...o, values, partial: true }] : [];
  });
  if (both.length === 0) return false;
  const merged: DraftFilter = { ...last, options: both, text: `${last.text} ${textOf(state, chunk)}` };
  state.draft.filters = state.draft.filters.map(filter => (filter === last ? merged : filter));
  state.lastFilter = { filter: merged, end: state.at + 1 };
  return true;
}

/** "both diabetes and obesity", "diabetes and obesity", "diabetes or obesity" */
function joinedBy(state: State, filter: DraftFilter, from: number): DraftFilter['joined'] {
  if (filter.joined) return filter.joined;
  if (!state.chunks.slice(from, state.at).some(c => lowerOf(state, c) === 'and')) return undefined;
  return lowerOf(state, state.chunks[filter.at - 1]) === 'both' ? 'both' : 'and';
}

const isFirst = ({ options: [option] }: DraftFilter): boolean => option?.values.length === 1;

/** "in Asia and in Europe": the preposition was said again, so the two are asked for one beside the other. */
function isLedApart({ chunks, tokens, at }: State, first: number): boolean {
  const [start, before] = [chunks[at]?.start ?? 0, chunks[first]?.start ?? 0];
  const led = tokens[before - 1]?.lower ?? '';
  const again = tokens[start - 1]?.lower === led && /^(and|&)$/.test(tokens[start - 2]?.lower ?? '');
  return again && /^(in|from|for|on|by|at|to|with|via)$/.test(led);
}

/** France, Germany and Spain: one filter. */
function extendList(state: State, options: FilterOptions, operator: 'in' | 'notIn', chunk: Chunk): boolean {
  const last = state.lastFilter;
  if (!last || last.end >= state.at + 1) return false;
  if (!onlySeparators(state, last.end, state.at)) return false;
  const sameSign = last.filter.operator === operator || (last.filter.operator === 'notIn' && operator === 'in');
  const shared = last.filter.options.flatMap(o => {
    const other = options.find(p => p.field.id === o.field.id);
    return other
      ? [{ ...o, values: [...new Set([...o.values, ...other.values])], weight: Math.max(o.weight, other.weight) }]
      : [];
  });
  if (!sameSign || shared.length === 0 || partsWays(last.filter.options, options)) return false;
  const index = state.draft.filters.indexOf(last.filter);
  if (index < 0) return false;
  if (last.end === state.at && (areParts(last.filter.options) || areParts(options)))
    return keepBoth(state, last.filter, options, chunk);
  const joined = joinedBy(state, last.filter, last.end);
  const text = `${last.filter.text}, ${textOf(state, chunk)}`;
  const apart = (last.filter.apart ?? isFirst(last.filter)) && isLedApart(state, last.filter.at);
  const merged: DraftFilter = { ...last.filter, options: shared, text, joined, apart };
  state.draft.filters[index] = merged;
  state.lastFilter = { filter: merged, end: state.at + 1 };
  state.listed.add(state.at);
  state.pending.negation = undefined;
  return true;
}
