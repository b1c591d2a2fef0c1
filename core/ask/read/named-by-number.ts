import { type Candidate, type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { columnOf } from './row-columns.ts';
import { isPlural, lowerOf, type State } from './state.ts';

/**
 * "status of order 4483", "the total of order 4483", "who placed order 4483": the number behind a thing is the thing's
 * own, and what stands before it is asked of that thing, however well the words make one name.
 */
export function takeNamedByNumber(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    if (!isNumberBehind(state, at)) continue;
    const parts = ofOne(state, chunk) ?? doneToOne(state, chunk);
    if (parts) state.chunks = state.chunks.flatMap(c => (c === chunk ? parts : [c]));
    else nameTotal(state, at);
  }
}

/** "# 12", "12", and no amount: 12 or more, 12 %. */
function isNumberBehind({ chunks }: State, at: number): boolean {
  const sign = chunks[at + 1]?.kind === 'mark' && isNumberSign(chunks[at + 1]) ? 1 : 0;
  const [number, next] = chunks.slice(at + sign + 1);
  const amount = isPhrase(next, 'suffix');
  return number?.kind === 'number' && !number.percent && Number.isInteger(number.value) && !amount;
}

/** The sign that says that a number names something. */
export const isNumberSign = (chunk: Chunk | undefined): boolean => chunk?.kind === 'mark' && chunk.mark === '#';

/** One thing that is known by a number. */
function oneThing(state: State, start: number, end: number): Chunk | undefined {
  const stems = state.tokens.slice(start, end).map(({ stem }) => stem);
  const candidates: readonly Candidate[] = state.lexicon.lookup(stems, true);
  const chunk: Chunk = { kind: 'terms', start, end, candidates };
  const [thing] = candidatesOf(chunk, 'dataset').filter(c => c.weight > 0.9);
  const known = thing && state.catalogue.keyField(thing.dataset)?.kind === 'number';
  return known && !isPlural(state, chunk) ? chunk : undefined;
}

/** "status of order" as the status, and the order that it is of. */
function ofOne(state: State, chunk: Chunk): Chunk[] | undefined {
  const { start, end } = chunk;
  const of = state.tokens.findIndex(({ lower }, at) => at > start && at < end - 1 && lower === 'of');
  const best = chunk.kind === 'terms' ? chunk.candidates[0] : undefined;
  const thing = of < 0 ? undefined : oneThing(state, of + 1, end);
  if (!best || !thing || (best.kind !== 'field' && best.kind !== 'dataset')) return undefined;
  return [
    { kind: 'terms', start, end: of, candidates: [{ ...best, weight: 1 }] },
    { kind: 'filler', start: of, end: of + 1 },
    thing,
  ];
}

/** "placed order", which one order is no number of orders. */
function doneToOne(state: State, chunk: Chunk): readonly Chunk[] | undefined {
  if (chunk.kind !== 'terms' || chunk.candidates.some(c => c.kind !== 'metric' || c.weight >= 0.9)) return undefined;
  if (!oneThing(state, chunk.end - 1, chunk.end)) return undefined;
  const parts = state.split(chunk);
  return namesThings(parts?.at(-1)) ? parts : undefined;
}

/** "the total of order 12", where an order has one number that is called a total. */
function nameTotal(state: State, at: number): void {
  const thing = state.chunks[at];
  const [dataset] = candidatesOf(thing, 'dataset').filter(c => c.weight > 0.9);
  const said = state.chunks.slice(0, at).findLastIndex(c => !/^(the|our|this|that)$/.test(lowerOf(state, c)));
  const of = state.chunks[said];
  if (!thing || !dataset || !oneThing(state, thing.start, thing.end) || of?.kind !== 'phrase') return;
  if (of.phrase.kind !== 'aggregate' || !/^(the )?\w+ of$/.test(lowerOf(state, of))) return;
  const { start, end } = { start: of.end - 2, end: of.end - 1 };
  const column = columnOf(state, [{ kind: 'unknown', start, end }], dataset.dataset, said);
  const candidates: readonly Candidate[] = (column?.options ?? []).map(option => ({ kind: 'field', ...option }));
  if (candidates.length === 0) return;
  state.chunks = state.chunks.map(c => (c === of ? { kind: 'terms', start, end, candidates } : c));
}
