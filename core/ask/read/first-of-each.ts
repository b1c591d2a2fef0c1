import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { asksWhen } from './first-or-last.ts';
import { lowerOf, pass, problem, type State } from './state.ts';

const ofFirst = patterns.leadsFromFirst;

/**
 * "customers who placed their first order in 1993", "customers who ordered for the first time in 1993": of what each of
 * them has many of the first one, or the last, was in that time.
 */
export function takeFirstOfEach(state: State): void {
  const at = state.chunks.findIndex(chunk => endOf(state, chunk) !== undefined);
  const end = endOf(state, state.chunks[at]);
  if (end === undefined || asksWhen(state)) return;
  const said = thingSaid(state, at) ?? deedSaid(state, at);
  const owner = said && ownerBefore(state, said.start, said.dataset);
  if (!said || !owner) {
    if (isTheirs(state, at) && said) problem(state, state.chunks[at] as Chunk, reasons.clearWhoseThese);
    return;
  }
  const time = timeBehind(state, said.end);
  const chunk = state.chunks[time];
  // "customers with their first order date"
  if (chunk?.kind !== 'time' && said.date && isTheirs(state, at)) return;
  if (chunk?.kind !== 'time') {
    problem(state, state.chunks[at] as Chunk, reasons.sayRightBehind);
    return;
  }
  state.draft.firstOrLast = { dataset: said.dataset, date: said.date, last: end === 'last', phrase: chunk.time, at };
  pass(state, said.start, time + 1);
}

const first = patterns.firstOfThem;
const last = patterns.lastOfEach;

function endOf(state: State, chunk: Chunk | undefined): 'first' | 'last' | undefined {
  if (!isPhrase(chunk, 'superlative')) return undefined;
  const word = lowerOf(state, chunk);
  return first.test(word) ? 'first' : last.test(word) ? 'last' : undefined;
}

interface Said {
  readonly dataset: string;
  /** Named by a verb; else the usual one. */
  readonly date: FieldInfo | undefined;
  readonly start: number;
  readonly end: number;
}

const isTheirs = (state: State, at: number): boolean =>
  /^(their|his|her|its|whose)$/.test(lowerOf(state, state.chunks[at - 1]));

/** "their first order", "whose last order" */
function thingSaid(state: State, at: number): Said | undefined {
  const rest = state.chunks.slice(at + 1);
  const noun = rest.findIndex(c => thingOf(state, c) !== undefined || dateOf(c));
  const date = dateOf(rest[noun]);
  const dataset = date?.dataset ?? thingOf(state, rest[noun]);
  if (!isTheirs(state, at) || dataset === undefined) return undefined;
  // "their first urgent order": what else is said of it is not understood
  return rest.slice(0, noun).every(c => c.kind === 'terms')
    ? { dataset, date, start: at - 1, end: noun === 0 ? at + 2 : at + 1 }
    : undefined;
}

/** "their first order date" */
function dateOf(chunk: Chunk | undefined): FieldInfo | undefined {
  const [best, ...more] = chunk?.kind === 'terms' ? chunk.candidates.filter(c => c.weight >= 0.9) : [];
  return best?.kind === 'field' && best.field.kind === 'time' && more.length === 0 ? best.field : undefined;
}

function thingOf({ catalogue }: State, chunk: Chunk | undefined): string | undefined {
  const [counted] = candidatesOf(chunk, 'metric').filter(c => c.weight > 0.9);
  return (
    candidatesOf(chunk, 'dataset').find(c => c.weight > 0.9)?.dataset ??
    (counted && catalogue.metrics.get(counted.metric)?.counts)
  );
}

/** "ordered for the first time", "first ordered" */
function deedSaid(state: State, at: number): Said | undefined {
  const { chunks } = state;
  const timed = / time$/.test(lowerOf(state, chunks[at]));
  const led = lowerOf(state, chunks[at - 1]) === 'for' ? at - 2 : at - 1;
  const verb = timed ? led : at + 1;
  const fields = verbOf(state, chunks[verb]);
  const [date, ...more] = fields;
  if (!date || more.length > 0) return undefined;
  return { dataset: date.dataset, date, start: Math.min(verb, at), end: Math.max(verb, at) + 1 };
}

function verbOf({ tokens, lexicon }: State, chunk: Chunk | undefined): readonly FieldInfo[] {
  const token = chunk && chunk.end - chunk.start === 1 ? tokens[chunk.start] : undefined;
  return token && /(ed|en|nt|ght|ld|id)$/.test(token.lower) ? (lexicon.verbs.get(token.stem) ?? []) : [];
}

/** Things named before, each of which has many of these. */
function ownerBefore(state: State, before: number, dataset: string): string | undefined {
  return state.chunks
    .slice(0, before)
    .flatMap(chunk => thingOf(state, chunk) ?? [])
    .findLast(owner => state.catalogue.reach(owner, dataset).kind === 'down');
}

/** Only little words stand between it and its time. */
function timeBehind(state: State, from: number): number {
  const rest = state.chunks.slice(from);
  const at = rest.findIndex(c => c.kind === 'time');
  const joint = rest.slice(0, Math.max(at, 0)).map(c => lowerOf(state, c));
  return at >= 0 && joint.every(word => ofFirst.test(word)) ? from + at : -1;
}
