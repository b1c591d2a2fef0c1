import type { MetricInfo } from '../catalogue/metric-info.ts';
import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemsOf } from '../words.ts';
import { lowerOf, problem, type State } from './state.ts';

const amount = patterns.amountsOfMoney;

/**
 * "how much discount, in money": of a rate that each row has, the total that the model has in money and that is called
 * by the same noun.
 */
export function takeMoney(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => /^in (money|cash)\b|^in terms of money$/.test(lowerOf(state, c)));
  // "the most discount money"
  const behind = chunks.findIndex(
    (c, i) => lowerOf(state, c) === 'money' && totalsOf(state, chunks[i - 1]).length === 1,
  );
  const [found, ...others] = chunks.slice(Math.max(0, behind - 1), Math.max(0, at, behind)).flatMap(chunk => {
    const [total, ...more] = totalsOf(state, chunk);
    return total && more.length === 0 ? [{ chunk, total }] : [];
  });
  if (!found || others.length > 0) return;
  const { chunk, total } = found;
  const before = chunks[chunks.indexOf(chunk) - 1];
  if (isPhrase(before, 'aggregate')) problem(state, chunk, reasons.rateAverageMoney);
  const { start, end } = chunk;
  const named: Chunk = { kind: 'terms', start, end, candidates: [{ kind: 'metric', metric: total.name, weight: 1 }] };
  state.chunks = chunks.map((c, i) =>
    c === chunk ? named : i === behind ? { kind: 'filler', start: c.start, end: c.end } : c,
  );
}

/** The totals that are worked out of the field that a chunk names. */
function totalsOf(state: State, chunk: Chunk | undefined): MetricInfo[] {
  const [best] = candidatesOf(chunk, 'field');
  if (best?.field.kind !== 'number' || best.field.isIdentifier) return [];
  const said = stemsOf(lowerOf(state, chunk));
  return [...state.catalogue.metrics.values()].filter(
    ({ additive, text, metric }) =>
      additive &&
      text.includes('*') &&
      text.includes(best.field.id) &&
      [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms].some(term => {
        const stems = stemsOf(term);
        return (
          said.every(stem => stems.includes(stem)) && stems.every(stem => said.includes(stem) || amount.test(stem))
        );
      }),
  );
}
