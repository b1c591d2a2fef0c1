import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, type Comparator, candidatesOf, isPhrase } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { unitOfField } from '../units.ts';
import { endOfComparison } from './behind-compared.ts';
import { beforeSame, sameAt } from './same-words.ts';
import { lowerOf, pass, problem, type State } from './state.ts';

/** "supply cost above the list price", "whose customer country equals the supplier country". */
export function takeFieldAgainstField(state: State): void {
  for (let at = 1; at < state.chunks.length; at++) {
    const joint = jointAt(state, at);
    const first = joint && fieldOf(state.chunks[joint.start - 1]);
    const from = joint ? afterArticles(state, joint.end) : -1;
    const second = fieldOf(state.chunks[from]);
    if (!joint || !first || !second || !areComparable(first, second, joint.operator)) continue;
    const end = endOfComparison(state, from + 1, second);
    const said = state.chunks[at];
    if (said && (end === undefined || isOfMany(state, joint.start - 1))) problem(state, said, reasons.onlyTwoThey);
    if (end === undefined || isOfMany(state, joint.start - 1)) continue;
    state.draft.comparedFields.push({ field: first, operator: joint.operator, other: second });
    pass(state, joint.start - 1, end);
    return;
  }
}

/** How the one stands to the other: a comparison, "is the same as", "matches". */
function jointAt(state: State, at: number): { operator: Comparator; start: number; end: number } | undefined {
  const chunk = state.chunks[at];
  const word = lowerOf(state, chunk);
  const operator = isPhrase(chunk, 'comparator')
    ? chunk.phrase.operator
    : /^(match|matches|matching)$/.test(word)
      ? '='
      : undefined;
  if (operator) return { operator, start: beforeSame(state, at), end: at + 1 };
  const same = sameAt(state, at);
  const as = /^(as|like|than|from)$/.test(lowerOf(state, state.chunks[at + 1]));
  return same && as && !same.own
    ? { operator: same.operator, start: beforeSame(state, same.start), end: at + 2 }
    : undefined;
}

const afterArticles = (state: State, from: number): number =>
  state.chunks.findIndex((c, i) => i >= from && !/^(the|their|its|a|an|to|than)$/.test(lowerOf(state, c)));

/** The one field that a chunk names, and nothing else as well. */
function fieldOf(chunk: Chunk | undefined): FieldInfo | undefined {
  const [best, next] = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.85);
  if (!best || (next && next.weight >= best.weight)) return undefined;
  const others =
    chunk?.kind === 'terms' ? chunk.candidates.filter(c => c.kind !== 'field' && c.weight >= best.weight) : [];
  return others.length === 0 ? best.field : undefined;
}

/** Of one kind and in one unit; text has no order, and names of things are no amounts. */
function areComparable(one: FieldInfo, other: FieldInfo, operator: Comparator): boolean {
  if (one === other || one.kind !== other.kind || one.isIdentifier !== other.isIdentifier) return false;
  if ((one.kind === 'text' || one.kind === 'boolean' || one.isIdentifier) && operator !== '=' && operator !== '!=')
    return false;
  const [mine, theirs] = [one, other].map(unitOfField);
  return mine === undefined || theirs === undefined || mine.name === theirs.name;
}

/** "average supply cost above the list price": a number of many rows is no field of one. */
function isOfMany(state: State, at: number): boolean {
  const before = state.chunks.slice(0, at).findLast(c => !/^(the|their|its|a|an)$/.test(lowerOf(state, c)));
  return isPhrase(before, 'aggregate', 'superlative', 'typical', 'share', 'difference', 'running');
}
