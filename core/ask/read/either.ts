import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, nextContent, previousContent, problem, type State } from './state.ts';

/** "urgent or above 300000": two conditions that an or joins, of which either is enough. */
export function joinEither(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    if (chunk.kind !== 'filler' || lowerOf(state, chunk) !== 'or') continue;
    const [before, after] = [previousContent(state, at)?.at, nextContent(state, at + 1)?.at];
    if (
      before === undefined ||
      after === undefined ||
      state.listed.has(after) ||
      !partsConditions(state, at, before, after)
    )
      continue;
    if (!joined(state, at)) problem(state, chunk, reasons.twoDifferentThings);
  }
}

/** Conditions of their own stand on both sides. */
function partsConditions({ draft }: State, or: number, before: number, after: number): boolean {
  const places = [
    ...draft.filters.map(filter => filter.at),
    ...draft.having.map(having => having.measure.at),
    ...draft.times.map(time => time.at),
    ...draft.related.map(related => related.at),
  ];
  // "revenue above 20M or profit above 14M": a number stands before what it is compared with
  const compared = draft.having.some(({ measure }) => measure.at < or && measure.at >= before - 4);
  const left = compared || places.some(place => place < or && place >= before - 1);
  const right = places.some(place => place > or && place <= after + 3);
  return left && right;
}

/** Only two conditions, both on fields: they become one of which either is enough. */
function joined(state: State, or: number): boolean {
  const { draft } = state;
  const [first, second, ...more] = draft.filters;
  const others = draft.having.length + draft.times.length + draft.related.length;
  if (!first || !second || more.length > 0 || others > 0 || draft.share || draft.compare) return false;
  if (first.at > or || second.at < or || first.alternatives || second.alternatives) return false;
  if ([first, second].some(({ operator }) => operator === 'notIn' || operator === '!=' || operator === 'notContains'))
    return false;
  draft.filters = [{ ...first, alternatives: [second] }];
  return true;
}
