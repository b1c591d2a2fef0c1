import { type Candidate, type Chunk, candidatesOf, isPhrase, namesNumber } from '../chunks.ts';
import type { State } from './state.ts';

/**
 * "top 5 parts by returned quantity", "customers by number of open orders": ranked by the number, of those that were
 * returned or are open. Behind a number of its own, as in "revenue by returned quantity", it would be a group.
 */
export function takeValueBeforeNumber(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex((chunk, i) => isPhrase(chunk, 'group', 'sort') && valuesBehind(state, i) !== undefined);
  const found = valuesBehind(state, at);
  if (at < 0 || !found) return;
  const before = chunks.slice(0, at);
  const named = before.some(c => candidatesOf(c, 'metric').some(m => m.weight >= 0.9));
  const ranks = isPhrase(chunks[at], 'sort') || before.some(c => isPhrase(c, 'top', 'superlative', 'list'));
  if (!found.counts && (named || !ranks)) return;
  const [values, number] = [chunks.slice(found.from, found.end), found.number];
  state.chunks = [...chunks.slice(0, at + 1), number, ...values, ...chunks.slice(found.end + 1)];
}

interface Found {
  readonly from: number;
  /** The chunk of the number or of the things. */
  readonly end: number;
  readonly number: Chunk;
  /** "number of" stands before. */
  readonly counts: boolean;
}

/** Values right behind "by" or "by number of", and the number that they are of. */
function valuesBehind(state: State, at: number): Found | undefined {
  const { chunks } = state;
  const counts = isPhrase(chunks[at + 1], 'count');
  const from = counts ? at + 2 : at + 1;
  const behind = chunks.slice(from);
  const length = behind.findIndex(chunk => !candidatesOf(chunk, 'value').some(isWhole));
  const end = from + length;
  const [last, next] = [chunks[end - 1], chunks[end]];
  if (length < 1 || next?.kind !== 'terms' || next.start !== last?.end) return undefined;
  const counted = countedBy(state, next);
  if (counted) return { from, end, number: { ...next, candidates: [counted] }, counts };
  return isNumber(next) && !counts ? { from, end, number: next, counts } : undefined;
}

/** Open orders are ranked by as the number of orders is. */
function countedBy({ catalogue }: State, chunk: Chunk): Candidate | undefined {
  const things = candidatesOf(chunk, 'dataset').find(({ weight }) => weight >= 0.9)?.dataset;
  const [metric, ...more] = [...catalogue.metrics.values()].filter(
    ({ counts }) => counts !== undefined && counts === things,
  );
  return metric && more.length === 0 ? { kind: 'metric', metric: metric.name, weight: 1 } : undefined;
}

const isWhole = (c: Extract<Candidate, { kind: 'value' }>): boolean => c.weight >= 0.9 && !c.partial;

const isNumber = (chunk: Chunk): boolean =>
  namesNumber(chunk) || candidatesOf(chunk, 'field').some(c => c.weight >= 0.9 && c.field.kind === 'number');
