import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { endOfComparison } from './behind-compared.ts';
import { beforeSame, type Same, sameAt } from './same-words.ts';
import { lowerOf, pass, type State } from './state.ts';

const leadsToTrait = patterns.leadsToTrait;

/**
 * "where the supplier is from the same country as the customer", "customer and supplier in one country", "to customers
 * in their own country": what two things that a row belongs to have in common, by the field of each.
 */
export function takeSameTrait(state: State): void {
  for (let at = 1; at < state.chunks.length; at++) {
    const same = sameAt(state, at);
    const read = same && (behind(state, same) ?? both(state, same) ?? before(state, same));
    const [field, other] = read ? traits(state, same.end, read.things) : [];
    if (!read || !field || !other || field === other) continue;
    const end = endOfComparison(state, read.end, other);
    if (end === undefined) continue;
    state.draft.comparedFields.push({ field, operator: same.operator, other });
    pass(state, read.start, end);
    return;
  }
}

interface Pair {
  readonly things: readonly [one: string, other: string];
  readonly start: number;
  readonly end: number;
}

/** "a customer who sits in the same city": before "who", too. */
function beforeTrait(state: State, start: number): number {
  const end = beforeSame(state, start);
  return end < start && /^(who|which|that)$/.test(lowerOf(state, state.chunks[end - 1])) ? end - 1 : end;
}

/** A field that each of the two has one of, called by one word. */
function traits(state: State, at: number, things: readonly string[]): FieldInfo[] {
  const named = candidatesOf(state.chunks[at], 'field').filter(c => c.weight >= 0.8 && c.field.kind !== 'time');
  const found = things.map(thing => {
    const own = named.flatMap(({ field }) => {
      const reach = state.catalogue.reach(thing, field.dataset);
      return reach.kind === 'same' || reach.kind === 'up' ? [{ field, distance: reach.distance }] : [];
    });
    const nearest = Math.min(...own.map(each => each.distance));
    const [only, ...more] = own.filter(each => each.distance === nearest);
    return more.length === 0 ? only?.field : undefined;
  });
  return found.flatMap(field => field ?? []);
}

/** "the supplier is from the same country as the customer" */
function behind(state: State, same: Same): Pair | undefined {
  const joint = same.end + 1;
  if (same.own || !/^(as|like|than)$/.test(lowerOf(state, state.chunks[joint]))) return undefined;
  const at = state.chunks.findIndex((c, i) => i > joint && !isArticle(state, c));
  const last = thingAt(state, at);
  const first = beforeTrait(state, same.start);
  const thing = thingAt(state, first - 1);
  return thing !== undefined && last !== undefined
    ? { things: [thing, last], start: first - 1, end: at + 1 }
    : undefined;
}

/** "customer and supplier are in the same country" */
function both(state: State, same: Same): Pair | undefined {
  const end = beforeTrait(state, same.start);
  const last = thingAt(state, end - 1);
  const joint = backOverArticles(state, end - 1) - 1;
  if (same.own || last === undefined || !/^(and|&)$/.test(lowerOf(state, state.chunks[joint]))) return undefined;
  const first = thingAt(state, joint - 1);
  return first === undefined ? undefined : { things: [first, last], start: joint - 1, end: same.end + 1 };
}

/** "shipped by suppliers to customers in their own country", "from customers whose supplier is in the same country" */
function before(state: State, same: Same): Pair | undefined {
  const end = beforeTrait(state, same.start);
  const last = thingAt(state, end - 1);
  if (last === undefined) return undefined;
  let at = end - 2;
  while (joinsThings(state, state.chunks[at])) at--;
  const first = thingAt(state, at);
  if (first === undefined || at === end - 2) return undefined;
  return { things: [first, last], start: isAsked(state, at) ? at + 1 : at, end: same.end + 1 };
}

/** "to", "whose", or the verb of what went from the one to the other. */
function joinsThings({ lexicon, tokens, ...state }: State, chunk: Chunk | undefined): boolean {
  if (!chunk) return false;
  const word = lowerOf({ lexicon, tokens, ...state }, chunk);
  if (chunk.kind === 'filler') return leadsToTrait.test(word);
  if (word === 'whose') return true;
  return chunk.end - chunk.start === 1 && lexicon.verbs.has(tokens[chunk.start]?.stem ?? '');
}

/** The thing itself is counted, or grouped by. */
function isAsked(state: State, at: number): boolean {
  const lead = state.chunks[backOverArticles(state, at) - 1];
  return lead?.kind === 'phrase' || at === 0;
}

function backOverArticles(state: State, at: number): number {
  let start = at;
  while (isArticle(state, state.chunks[start - 1])) start--;
  return start;
}

const isArticle = (state: State, chunk: Chunk | undefined): boolean =>
  chunk?.kind === 'filler' && /^(the|a|an|their|its|our|that of|of)$/.test(lowerOf(state, chunk));

/** The one kind of things that a chunk names. */
function thingAt(state: State, at: number): string | undefined {
  const [thing, ...more] = candidatesOf(state.chunks[at], 'dataset').filter(c => c.weight > 0.9);
  return more.length === 0 ? thing?.dataset : undefined;
}
