import { type Chunk, candidatesOf, namesNumber } from '../chunks.ts';
import { isSaid } from './done-to-them.ts';
import { flagOf } from './flag-of-field.ts';
import { lowerOf, nextContent, type State } from './state.ts';

/** "minimum order quantity", where quantities are those of an order's lines. */
export function namesNumberOfOthers(state: State, dataset: string): boolean {
  const [noun, next] = [state.chunks[state.at], state.chunks[state.at + 1]];
  if (!next || next.start !== noun?.end || /s$/.test(lowerOf(state, noun)) || !state.pending.aggregate) return false;
  const numbers = candidatesOf(next, 'field').filter(c => c.weight >= 0.8 && c.field.kind === 'number');
  const metric = namesNumber(next);
  return (
    !metric &&
    numbers.length > 0 &&
    numbers.every(c => state.catalogue.reach(dataset, c.field.dataset).kind === 'down' && !c.field.isIdentifier)
  );
}

/** "customer region": the entity qualifies the field right behind it. */
export function isOwnerOfNext(state: State, dataset: string): boolean {
  const next = state.chunks[state.at + 1];
  if (next && (namesDate(state, next) || isDone(state, next))) return false;
  const fields = candidatesOf(next, 'field');
  // "each customer on stop": which of them, and not whether they are
  const [top] = fields;
  const isFlag = top !== undefined && next?.end !== undefined && flagOf(state, top.field) !== undefined;
  // "which customers on stop have open contracts"
  const those = /[^su]s$/.test(lowerOf(state, state.chunks[state.at]));
  if (isFlag && (state.pending.group || those)) return false;
  return (
    fields.some(
      c =>
        c.weight >= 0.6 &&
        !(c.field.kind === 'time' && c.weight < 0.8) &&
        state.catalogue.hasOne(dataset, c.field.dataset),
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

/** "lines taxed at 6 %", "repairs contested": what was done to the things, which are asked for. */
function isDone(state: State, next: Chunk): boolean {
  const field = candidatesOf(next, 'field')[0]?.field;
  if (!field || !/[^su]s$/.test(lowerOf(state, state.chunks[state.at]))) return false;
  if (field.kind === 'number') return next.end - next.start === 1 && /ed$/.test(lowerOf(state, next));
  return flagOf(state, field) !== undefined && isSaid(state, next);
}

/** "which parts retail for under 905": the field behind the entity is compared, not owned. */
export const startsComparison = (state: State): boolean =>
  candidatesOf(state.chunks[state.at + 1], 'field').some(c => c.field.kind === 'number');
