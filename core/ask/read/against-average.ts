import { type Comparator, candidatesOf, isPhrase } from '../chunks.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { averageFrom, type Tail } from './average-words.ts';
import { moneyFields } from './compared-fields.ts';
import { judged } from './having.ts';
import { beforeSame } from './same-words.ts';
import { lowerOf, pass, type State, textOf } from './state.ts';

/** What is compared with its average, and where the words begin that name it. */
interface Compared {
  readonly measure: DraftMeasure;
  /** It is a number that each of these things has one of. */
  readonly ofEach?: string;
  readonly start: number;
}

/**
 * "customers with a balance above the average", "segments whose return rate is higher than the overall rate", "orders
 * worth more than the average order": a number of each against that of all.
 */
export function takeAgainstAverage(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    if (!isPhrase(chunk, 'comparator')) continue;
    const { operator } = chunk.phrase;
    const tail = averageFrom(state, at + 1);
    const compared = tail && /^[<>]=?$/.test(operator) ? comparedWith(state, at, tail) : undefined;
    if (!tail || !compared || state.draft.having.length > 0) continue;
    const { measure, ofEach } = compared;
    state.draft.having.push({
      measure,
      operator: direction(state, at, operator, measure),
      values: [],
      percent: false,
      against: { ...(ofEach !== undefined && { ofEach }), said: tail.said, ...(tail.all && { all: true }) },
    });
    pass(state, compared.start, tail.end);
    return;
  }
}

/** "worse than": above or below, as the number is welcome or not. */
function direction(state: State, at: number, operator: Comparator, measure: DraftMeasure): Comparator {
  state.pending.comparator = { operator, at };
  const found = judged(state, measure, operator);
  state.pending.comparator = undefined;
  return found === 'between' ? operator : found;
}

function comparedWith(state: State, at: number, tail: Tail): Compared | undefined {
  const named = tail.metric;
  const left = namedBefore(state, at);
  // "above the average order value": of each order, as nothing else is named
  if (named !== undefined && !left) return ledBy(state, named, at);
  if (tail.behind !== undefined) {
    const behind = numberAt(state, tail.behind, left ? left.start : at);
    if (left) return behind && isSame(left.measure, behind.measure) ? left : undefined;
    return behind && { ...behind, start: at };
  }
  if (!left || !agrees(state, left, tail)) return undefined;
  return left;
}

/** The number that is named right before the comparison, or what things are worth. */
function namedBefore(state: State, at: number): Compared | undefined {
  const end = beforeSame(state, at);
  const chunk = state.chunks[end - 1];
  if (isPhrase(chunk, 'worth')) return worthOf(state, end - 1);
  const aggregate = state.chunks[end - 2];
  if (isPhrase(aggregate, 'aggregate')) {
    const field = aggregate.phrase.function === 'AVG' ? fieldAt(state, end - 1, undefined) : undefined;
    return field && { measure: averageOf(field, end - 1), start: end - 2 };
  }
  return numberAt(state, end - 1, end - 1);
}

/** A metric, or a number that each of the things named before has. */
function numberAt(state: State, at: number, before: number): Compared | undefined {
  const [metric, ...more] = candidatesOf(state.chunks[at], 'metric').filter(c => c.weight >= 0.9);
  const fields = candidatesOf(state.chunks[at], 'field').filter(c => c.weight >= 0.9);
  if (metric && more.length === 0 && fields.length === 0)
    return { measure: { kind: 'metric', metric: metric.metric, at }, start: at };
  const thing = metric ? undefined : thingBefore(state, before);
  const field = thing === undefined ? undefined : fieldAt(state, at, thing);
  return field && thing !== undefined ? { measure: averageOf(field, at), ofEach: thing, start: at } : undefined;
}

function fieldAt(state: State, at: number, dataset: string | undefined): FieldChoice | undefined {
  const chunk = state.chunks[at];
  const named = candidatesOf(chunk, 'field').filter(
    c => c.weight >= 0.85 && (dataset === undefined || c.field.dataset === dataset),
  );
  const [only, ...more] = named;
  if (!chunk || !only || more.length > 0 || only.field.kind !== 'number' || only.field.isIdentifier) return undefined;
  return { options: [{ field: only.field, weight: 1 }], scope: only.field.dataset, text: textOf(state, chunk), at };
}

const averageOf = (choice: FieldChoice, at: number): DraftMeasure => ({
  kind: 'aggregate',
  function: 'AVG',
  choice,
  at,
});

/** "orders are worth": by the one field that says what one of them is worth. */
function worthOf(state: State, at: number): Compared | undefined {
  const thing = thingBefore(state, at);
  const [best, next] = thing === undefined ? [] : moneyFields(state, thing);
  if (!best || thing === undefined || (next && next.weight === best.weight)) return undefined;
  const choice = { options: [{ field: best.field, weight: 1 }], scope: thing, text: best.field.label, at };
  return { measure: averageOf(choice, at), ofEach: thing, start: at };
}

/** The things that were named last before a chunk. */
function thingBefore(state: State, at: number): string | undefined {
  for (let i = at - 1; i >= 0; i--) {
    const [thing, ...more] = candidatesOf(state.chunks[i], 'dataset').filter(c => c.weight > 0.9);
    if (thing) return more.length === 0 ? thing.dataset : undefined;
    // "customers from Germany with": what tells which of them are meant
    const chunk = state.chunks[i];
    if (chunk?.kind === 'terms' && chunk.candidates[0]?.kind !== 'value') return undefined;
  }
  return undefined;
}

/** What is averaged is what is compared: the same number, or the things that have it. */
function agrees(state: State, left: Compared, tail: Tail): boolean {
  if (tail.dataset !== undefined) return left.ofEach === tail.dataset;
  if (tail.metric === undefined) return true;
  const { measure } = left;
  if (measure.kind === 'metric') return measure.metric === tail.metric;
  const field = measure.kind === 'aggregate' ? measure.choice.options[0]?.field : undefined;
  return (
    field !== undefined && state.catalogue.metrics.get(tail.metric)?.text === `AVG(${field.dataset}.${field.name})`
  );
}

/** "orders above the average order value" is said of each order; "with above average order value" of what has them. */
function ledBy(state: State, metric: string, at: number): Compared | undefined {
  const before = state.chunks[at - 1];
  const measure: DraftMeasure = { kind: 'metric', metric, at };
  if (/^(with|an|a)$/.test(lowerOf(state, before))) return { measure, start: at };
  const thing = thingBefore(state, beforeSame(state, at));
  const isOwn = thing !== undefined && state.catalogue.metrics.get(metric)?.home === thing;
  if (isOwn) return { measure, ofEach: thing, start: at };
  // "agents who are above the overall average satisfaction": not things of a table, but groups
  return thing === undefined && /^(is|are|was|were)$/.test(lowerOf(state, before)) ? { measure, start: at } : undefined;
}

const isSame = (one: DraftMeasure, other: DraftMeasure): boolean => {
  const [mine, theirs] = [one, other].map(m =>
    m.kind === 'metric' ? m.metric : m.kind === 'aggregate' ? m.choice.options[0]?.field.id : undefined,
  );
  return mine !== undefined && mine === theirs;
};
