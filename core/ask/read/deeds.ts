import { type Chunk, candidatesOf } from '../chunks.ts';
import { nameWords, stemOf } from '../words.ts';
import { placeMeasure } from './measures.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "what do customers owe us", "what did we invoice to Acme": the verb of an amount that the model calls by it, money
 * owed or the amount invoiced. It must be the only one.
 */
export function readDeed(state: State): boolean {
  const chunk = state.chunks[state.at];
  const token = state.tokens[chunk?.start ?? 0];
  if (!chunk || !token || chunk.end - chunk.start > 1 || /[^s]s$/.test(token.lower)) return false;
  if (!asksAmount(state) || !isBehindDoer(state) || state.draft.measures.length > 0) return false;
  const amounts = [...state.catalogue.metrics.values()].filter(
    ({ counts, metric }) =>
      counts === undefined &&
      [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms].some(term =>
        nameWords(term).some(word => isParticiple(word) && base(word) === base(token.lower)),
      ),
  );
  const [amount, ...more] = amounts;
  if (!amount || more.length > 0) return false;
  state.pending.which = undefined;
  state.draft.mentions = [];
  placeMeasure(state, { kind: 'metric', metric: amount.name, at: state.at }, chunk);
  return true;
}

const asksAmount = ({ tokens }: State): boolean =>
  /^(and )?(what|how much( money)?) (do|does|did|have|has|had)\b/.test(tokens.map(token => token.lower).join(' '));

/** Right behind who does it: we, they, customers, Acme. */
function isBehindDoer(state: State): boolean {
  const before = state.chunks
    .slice(0, state.at)
    .findLast(c => !/^(still|already|ever|currently|now|all|together|us)$/.test(lowerOf(state, c)));
  return /^(we|you|they|i|it|he|she)$/.test(lowerOf(state, before)) || isThing(before);
}

const isThing = (chunk: Chunk | undefined): boolean =>
  candidatesOf(chunk, 'dataset').some(c => c.weight > 0.9) || candidatesOf(chunk, 'value').some(c => c.weight >= 0.9);

const isParticiple = (word: string): boolean => /(ed|en|wn|ght|ld|nt|id|de)$/.test(word);

/** owe and owed, invoice and invoiced, drive and driven */
const base = (word: string): string => stemOf(word).replace(/e?d?$/, '');
