import { type Chunk, candidatesOf } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { stemsOf } from '../words.ts';
import { isTotal } from './having.ts';
import { lowerOf, passOver, type State, wordsIn } from './state.ts';

/** "whose stock is below 4,000 pieces": the number was named before the verb, so what stands behind is its unit. */
export function isUnitOfCompared(state: State, chunk: Chunk, next: Chunk): boolean {
  const { mention, pending } = state;
  const comparator = pending.comparator?.at ?? -1;
  const verb = lowerOf(state, state.chunks[comparator - 1]);
  const last = state.tokens[next.end - 1]?.lower ?? '';
  const ends = next.end === state.tokens.length || state.tokens[next.end]?.lower === '?';
  return (
    mention?.kind === 'measure' &&
    /^(is|are|was|were)$/.test(verb) &&
    next.start === chunk.end &&
    next.end - next.start === 1 &&
    /s$/.test(last) &&
    ends
  );
}

/**
 * "revenue over 25M and a late rate above 63 %", "revenue over 2M on orders of 1993": the number was named before its
 * comparison, so what stands behind a joint is not what is compared.
 */
export function isOfNamedBefore(state: State, number: Chunk, next: number): boolean {
  const joint = wordsIn(state, state.chunks.indexOf(number) + 1, next);
  if (isOfThingsBefore(state, joint.join(' '))) return true;
  if (!joint.some(word => /^(and|or|but|,|;|on|for|in|from|at)$/.test(word))) return false;
  const comparator = state.pending.comparator?.at ?? 0;
  const verb = state.chunks.slice(0, comparator).findLast(c => !copula.test(lowerOf(state, c)));
  const { mention } = state;
  const [only, ...more] = state.draft.measures;
  // "the return rate of furniture clients was over 50 % for orders of 1993": no number of orders is a percentage
  if (number.kind === 'number' && number.percent && only && more.length === 0 && !isTotal(state, only)) {
    state.mention = { kind: 'measure', measure: only };
    return true;
  }
  return mention?.kind === 'measure' && verb !== undefined && state.chunks.indexOf(verb) === mention.measure.at;
}

/** "orders over 500 of gardens in Hill": of the orders themselves, whose the gardens are, and no 500 gardens. */
function isOfThingsBefore({ chunks, pending, mention }: State, joint: string): boolean {
  const things = candidatesOf(chunks[(pending.comparator?.at ?? 0) - 1], 'dataset').filter(c => c.weight > 0.9);
  const named = mention?.kind === 'entity' && things.some(({ dataset }) => dataset === mention.dataset);
  return named && /^(of|from|by)( the| our| all)?$/.test(joint);
}

/** Words that only join a noun to what is said of it. */
export const copula = patterns.copulas;

/** "clients with more than 8,000 on their account": the one number of theirs that is called after it. */
export function fieldOfTheirs(state: State, number: Chunk): FieldChoice | undefined {
  const at = state.chunks.indexOf(number);
  const [joint, their, noun] = state.chunks.slice(at + 1, at + 4);
  const theirs = /^(on|in)$/.test(lowerOf(state, joint)) && /^(their|its|the)$/.test(lowerOf(state, their));
  const token = noun?.kind === 'terms' && noun.end - noun.start === 1 ? state.tokens[noun.start] : undefined;
  const dataset = thingsNamed(state);
  if (!theirs || !noun || !token || dataset === undefined) return undefined;
  const called = state.catalogue
    .fieldsOf(dataset)
    .filter(field => field.kind === 'number' && !field.isIdentifier && stemsOf(field.name).includes(token.stem));
  const [field, ...more] = called;
  if (!field || more.length > 0) return undefined;
  passOver(state, noun);
  return { options: [{ field, weight: 0.9 }], scope: dataset, text: field.label, at: state.at };
}

/** The things that were named last, or that a number named last counts. */
export function thingsNamed({ mention, scope, catalogue }: State): string | undefined {
  if (mention?.kind === 'entity') return mention.dataset;
  if (mention?.kind !== 'measure') return scope;
  const { measure } = mention;
  if (measure.kind === 'count') return measure.dataset;
  return measure.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.counts : scope;
}

/** Whether the words mean a field of numbers, more surely than this. */
export const isNumberField = (chunk: Chunk, least: number): boolean =>
  candidatesOf(chunk, 'field').some(c => c.field.kind === 'number' && c.weight > least);

/** "with a discount of 5 % and fewer than 24 pieces": what is compared is named behind the number. */
export const beginsAnew = (state: State, comparator: number): boolean =>
  /^(and|,|but)$/.test(lowerOf(state, state.chunks[comparator - 1]));
