import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import type { DraftFilter, FilterOptions } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemOf, stemsOf } from '../words.ts';
import { narrowByDoer } from './doers.ts';
import { extendList, joinAlternative, joinsOther } from './joined-values.ts';
import { isListedValue } from './listed-values.ts';
import {
  isNoneOfOwner,
  namedNegatively,
  narrowByField,
  narrowByMany,
  narrowByOwner,
  narrowByRole,
  narrowByThings,
  narrowByVerb,
} from './narrowed-values.ts';
import { holdForThings, isInValue, isSaidOfNone, isSaidWithoutNo } from './negated-values.ts';
import { askForOwners, ownerBehind, ownerLocated, passName } from './owners.ts';
import { narrowByPlaceOfDeed } from './place-of-deed.ts';
import { narrowBySending } from './said-whose.ts';
import { deniesDeed, narrowBySale } from './sold-to.ts';
import { lowerOf, problem, type State, textOf, wordBefore, wordsIn } from './state.ts';
import { narrowByWay } from './ways.ts';

/** "suppliers in Japan but not in Iraq": the same side as the place that was just named. */
function sideOfLast<T extends FilterOptions[number]>(state: State, options: T[]): T[] {
  const last = state.lastFilter;
  if (!last || last.end >= state.at) return options;
  const joint = wordsIn(state, last.end, state.at).flatMap(words => words.split(' '));
  // "both Voice and Chat" are values of one field
  const both = lowerOf(state, state.chunks[last.filter.at - 1]) === 'both' && joint.includes('and');
  const goesOn = both || (joint.includes('not') && (joint.includes('but') || joint.includes('and')));
  if (!goesOn || !joint.every(word => /^(but|and|not|in|to|from|of|the|with)$/.test(word))) return options;
  const known = last.filter.options.map(({ field }) => field);
  const same = options.filter(({ field }) => known.includes(field));
  const chunk = state.chunks[state.at];
  // of several sides it is not known yet which the first one is of
  if (chunk && !both && same.length > 1 && state.draft.measures.some(measure => countsRows(state, measure)))
    problem(state, chunk, reasons.sayWhoseAsk);
  return same.length > 0 ? same : options;
}

/** A value of a field: a filter, alone or as one more of a list. */
export function applyValue(state: State, chunk: Extract<Chunk, { kind: 'terms' }>): void {
  const { draft, pending } = state;
  // behind an answer, “the same by air” says of which
  if (isGroupedByValue(state) && !draft.followUp.has('same')) {
    problem(state, chunk, reasons.oneValueSay);
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
  // "with Voice but not Chat", where another field has the second by its whole name
  const all = options.length;
  options = sideOfLast(state, options);
  const top = options[0]?.weight ?? 0;
  options = narrowByOwner(
    state,
    options.filter(o => options.length < all || o.weight >= top - 0.12),
  );
  options = [...narrowByDoer(state, narrowBySale(state, options))] as typeof options;
  options = narrowByPlaceOfDeed(state, narrowByRole(state, options));
  const named = namedNegatively(state, options);
  if (named) {
    options = named;
    pending.negation = undefined;
  }
  const narrowed = narrowByWay(
    state,
    narrowByThings(
      state,
      narrowByMany(state, narrowByVerb(state, narrowByField(state, narrowBySending(state, options)))),
    ),
    chunk,
  );
  const elsewhere = placeOfDeed(state, narrowed, chunk);
  const nor = state.chunks.slice(Math.max(0, state.at - 2), state.at).some(c => lowerOf(state, c) === 'nor');
  const operator = (pending.negation || nor) && !isInValue(textOf(state, chunk), narrowed) ? 'notIn' : 'in';
  if (operator === 'in' && isSaidWithoutNo(state, chunk, narrowed)) return;
  const owner = isNoneOfOwner(state, narrowed);
  if (owner !== undefined) {
    problem(state, chunk, `Of ${owner.replaceAll('_', ' ')} there are none that this is said of.`);
    return;
  }
  if (isOfOtherDeed(state, narrowed)) {
    problem(state, chunk, reasons.saidSomethingElse);
    return;
  }
  if (isSaidOfNone(state)) {
    problem(state, chunk, reasons.maySaidThose);
    return;
  }
  if (extendList(state, narrowed, operator, chunk)) return;
  if (joinsOther(state)) {
    joinAlternative(state, narrowed, operator, chunk);
    return;
  }
  askForOwners(state, narrowed, chunk);
  const filter: DraftFilter = {
    options: elsewhere ?? narrowed,
    operator,
    scope: elsewhere ? undefined : (ownerBehind(state) ?? ownerLocated(state) ?? state.scope),
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

/**
 * "how many guests from Spain stayed in Portugal": where they are from is said already, so where it was done is the place
 * that the model takes a bare name for.
 */
function placeOfDeed(state: State, options: FilterOptions, chunk: Extract<Chunk, { kind: 'terms' }>) {
  const [option] = options;
  const known = state.draft.filters.find(
    f => f.options.length === 1 && options.some(({ field }) => field === f.options[0]?.field),
  );
  const led = /^(in|at)$/.test(wordBefore(state));
  if (!option || !known || !led || known.operator !== 'in' || known.at > state.at - 2) return undefined;
  const all = candidatesOf(chunk, 'value').filter(c => c.weight >= option.weight - 0.12 && !c.partial);
  return all.length > 1
    ? all.map(c => ({ field: c.field, values: [...c.values], weight: c.weight, partial: c.partial }))
    : undefined;
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
  // "did we ship anything by rail"
  const verb = before.findLast(word => !/^(anything|something|everything|things|goods)$/.test(word)) ?? '';
  if (before.some(word => /^(did|do|does|to)$/.test(word)) && state.lexicon.verbs.has(stemOf(verb))) return false;
  // "what did we ship by rail"
  if (state.draft.verbs.some(verb => verb.at === group.at - 1)) return false;
  // "delivered in person by mail": of one condition comes another
  const whole = candidatesOf(state.chunks[state.at], 'value').some(c => !c.partial);
  if (whole && state.lastFilter?.end === group.at) return false;
  // "neither by truck nor by rail"
  const goesOn = /^(nor|or|and)$/.test(before.at(-1) ?? '') && (state.lastFilter?.end ?? -9) >= group.at - 2;
  if (goesOn) return false;
  // behind an answer, "and only by card" keeps some of it
  const only = isPhrase(state.chunks[group.at - 1], 'only');
  if (whole && group.word === 'by' && !only && isMeans(state)) return false;
  const right = state.chunks.slice(group.at + 1, state.at).every(c => c.kind === 'filler');
  // "sold by mood" is no part of "Piano Moods"
  if (right && !whole && state.tokens[state.chunks[state.at]?.start ?? 0]?.capital !== true) return true;
  const thing = candidatesOf(state.chunks[state.at], 'value').some(
    c => c.field === state.catalogue.nameField(c.field.dataset),
  );
  const proper = state.tokens[state.chunks[state.at]?.start ?? 0]?.capital === true;
  return right && !thing && !proper && !/(ed|en|nt|ght|ld|wn|ne|came|come|made|\bgo|goes|going|gone)$/.test(done);
}

/** "lines by rail": the means by which they went; "by ship", where ship mode is a field, may be a group. */
const isMeans = ({ chunks, at, tokens }: State): boolean => {
  const stem = tokens[chunks[at]?.start ?? 0]?.stem ?? '';
  return candidatesOf(chunks[at], 'value').some(({ field: { name, label, field }, partial, weight }) => {
    const names = [name.replaceAll('_', ' '), label, ...field.aiContext.synonyms].join(' ');
    const means = patterns.namesMeans.test(`${names} ${field.description ?? ''}`.toLowerCase());
    return means && !partial && weight >= 0.9 && !stemsOf(names).includes(stem);
  });
};

const isAdjectiveOfGroup = (state: State): boolean => {
  const [chunk, next] = [state.chunks[state.at], state.chunks[state.at + 1]];
  const each = /\b(each|every|per)\b/.test(state.pending.group?.word ?? '');
  if (!each || next?.kind !== 'terms' || next.start !== chunk?.end) return false;
  return next.candidates.some(c => (c.kind === 'field' && c.field.kind === 'text') || c.kind === 'dataset');
};

const isAllSaid = (state: State): boolean =>
  state.chunks.slice(state.at + 1).every(chunk => chunk.kind === 'mark' || chunk.kind === 'filler');

/** "which agent solved the most tickets in May": in May they were solved, where the model has the day of that. */
function noteDone(state: State, chunk: Chunk, options: FilterOptions): void {
  const token = chunk.end - chunk.start === 1 ? state.tokens[chunk.start] : undefined;
  if (!token || !/(ed|wn|ght|nt|ld)$/.test(token.lower)) return;
  const dates = state.lexicon.verbs.get(token.stem) ?? [];
  state.doneOn = dates.filter(date => options.some(({ field }) => field.dataset === date.dataset));
}

/** "invoices that were paid late", where it is deliveries that are late: when one thing was done says nothing of another. */
function isOfOtherDeed(state: State, options: FilterOptions): boolean {
  const adverb = /^(too )?(late|early|punctual(ly)?|(on|in) time)$/;
  const verb = state.chunks[state.at - 1];
  const done = /(ed|id|nt|wn|de)$/.test(lowerOf(state, verb));
  if (!done || verb?.kind !== 'terms' || !adverb.test(lowerOf(state, state.chunks[state.at]))) return false;
  const [deed] = verb.candidates.flatMap(c => (c.kind === 'value' || c.kind === 'field' ? [c.field.dataset] : []));
  return deed !== undefined && options.every(({ field }) => field.dataset !== deed);
}

/** "shipped by truck": the verb only joins the value to what it is said of. */
function spendVerb(state: State): void {
  const verb = state.draft.verbs.at(-1);
  if (verb && state.at - verb.at <= 3) {
    verb.used = true;
    verb.spent = true;
  }
}
