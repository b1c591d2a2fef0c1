import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { takeDuration } from './durations.ts';
import { lowerOf, type State } from './state.ts';

/** Two dates of one row held against each other: the days between them, or which of them is the later. */
export function takeComparedDates(state: State): void {
  takeDuration(state);
  takeLaterDate(state);
}

/** "lines shipped after their promised date" */
function takeLaterDate(state: State): void {
  const { chunks } = state;
  for (let at = 1; at < chunks.length; at++) {
    const words = [lowerOf(state, chunks[at]), lowerOf(state, chunks[at + 1])];
    const than = words[1] === 'than';
    const joint = /^(after|later than|past|before|earlier than)$/.exec(than ? words.join(' ') : (words[0] ?? ''))?.[1];
    if (joint === undefined) continue;
    const second = dateAt(state, at + (than ? 2 : 1));
    const first = dateEndingAt(state, at);
    const next = second && chunks[second.end];
    if (!first || !second || first.field === second.field) continue;
    // "shipped after the order date in 1995" names a period of one of them, and nobody knows of which
    if (next && next.kind !== 'mark' && !(next.kind === 'phrase' && next.phrase.kind === 'group')) continue;
    if (!isOfRow(state, first.field, second.field)) continue;
    const operator = /^(after|later than|past)$/.test(joint) ? '>' : '<';
    state.draft.comparedDates.push({ field: first.field, operator, other: second.field });
    pass(state, first.start, second.end);
    return;
  }
}

/** Each row of the one has a date of the other. */
export const isOfRow = (state: State, field: FieldInfo, other: FieldInfo): boolean =>
  ['same', 'up'].includes(state.catalogue.reach(field.dataset, other.dataset).kind);

/** The one date that a word names, articles before it passed by. */
export function dateAt(state: State, from: number): { field: FieldInfo; end: number } | undefined {
  const at = state.chunks.findIndex((c, i) => i >= from && !/^(the|their|its|a|an)$/.test(lowerOf(state, c)));
  const field = dateOf(state, state.chunks[at]);
  return field && { field, end: at + 1 };
}

export function dateEndingAt(state: State, end: number): { field: FieldInfo; start: number } | undefined {
  const field = dateOf(state, state.chunks[end - 1]);
  return field && { field, start: end - 1 };
}

function dateOf(state: State, chunk: Chunk | undefined): FieldInfo | undefined {
  if (chunk?.kind !== 'terms') return undefined;
  const token = chunk.end - chunk.start === 1 ? state.tokens[chunk.start] : undefined;
  const byVerb = token && state.lexicon.verbs.get(token.stem);
  if (byVerb) return byVerb.length === 1 ? byVerb[0] : undefined;
  const [best, next] = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.85);
  const certain = best?.field.kind === 'time' && (next === undefined || next.weight < best.weight);
  const other = chunk.candidates.some(c => c.kind !== 'field' && c.weight >= (best?.weight ?? 0));
  return certain && !other ? best.field : undefined;
}

/** What has been read is passed by. */
export function pass(state: State, start: number, end: number): void {
  state.chunks = state.chunks.map((c, at) =>
    at >= start && at < end ? { kind: 'filler', start: c.start, end: c.end } : c,
  );
}
