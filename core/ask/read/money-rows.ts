import type { Candidate, Chunk } from '../chunks.ts';
import { candidatesOf } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State } from './state.ts';

/** Nouns of money that is handed over: a total of them is never how many there are. */
const money = patterns.moneyRows;

/**
 * "running total of payments", "sum of donations", "average expense", of rows that the model keeps: their amount is
 * meant, the one number of theirs that it adds up. Where there are several, nothing is chosen.
 */
export function takeMoneyRows(state: State): void {
  state.chunks = state.chunks.map((chunk, at) => {
    const [rows] = candidatesOf(chunk, 'dataset').filter(({ weight }) => weight >= 0.9);
    const use = useOf(state, at);
    if (!rows || use === undefined || !money.test(lowerOf(state, chunk))) return chunk;
    const meant = amountOf(state, rows.dataset, use);
    return meant ? { kind: 'terms', start: chunk.start, end: chunk.end, candidates: [meant] } : chunk;
  });
}

/** What the words before make of them: a total, or a number of each; undefined where they are rows themselves. */
function useOf(state: State, at: number): 'total' | 'each' | undefined {
  const before: Chunk | undefined = state.chunks[at - 1];
  if (before?.kind !== 'phrase') return isHowMuch(state, at) ? 'total' : undefined;
  if (before.phrase.kind === 'running') return 'total';
  if (before.phrase.kind !== 'aggregate') return undefined;
  return before.phrase.function === 'SUM' ? 'total' : 'each';
}

const isHowMuch = ({ tokens, chunks }: State, at: number): boolean => {
  const start = chunks[at]?.start ?? 0;
  return tokens[start - 2]?.lower === 'how' && tokens[start - 1]?.lower === 'much';
};

function amountOf({ catalogue }: State, dataset: string, use: 'total' | 'each'): Candidate | undefined {
  const sums = [...catalogue.fields.values()].flatMap(field => {
    const metric = field.dataset === dataset ? catalogue.metricByText(`SUM(${field.id})`)?.name : undefined;
    return metric === undefined ? [] : [{ field, metric }];
  });
  const [sum, ...more] = sums;
  if (!sum || more.length > 0) return undefined;
  return use === 'total'
    ? { kind: 'metric', metric: sum.metric, weight: 1 }
    : { kind: 'field', field: sum.field, weight: 1 };
}
