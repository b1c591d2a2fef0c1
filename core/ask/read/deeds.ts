import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { nameWords, stemOf, stemsOf } from '../words.ts';
import { placeMeasure } from './measures.ts';
import { lowerOf, type State } from './state.ts';

const asksWhatDone = patterns.asksWhatDone;

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

/**
 * "what did we give away in discounts": the field named is a rate of each row, and the amount that is called by the verb
 * as well, discounts given, is what was given. It must be the only one.
 */
export function amountOfDeed(state: State): void {
  const { draft, tokens, catalogue } = state;
  const [choice, ...others] = draft.listFields;
  const field = choice?.options[0]?.field;
  if (!choice || others.length > 0 || field?.kind !== 'number' || draft.measures.length > 0 || !asksAmount(state))
    return;
  const doer = tokens.findIndex(token => /^(we|you|they|i|it|he|she)$/.test(token.lower));
  const verb = base(tokens[doer + 1]?.lower ?? '');
  const nouns = stemsOf(choice.text);
  const amounts = [...catalogue.metrics.values()].filter(({ counts, additive, metric }) => {
    const names = [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms];
    const called = (name: string) => nameWords(name).some(word => isParticiple(word) && base(word) === verb);
    const said = names.some(name => called(name) && nouns.every(noun => stemsOf(name).includes(noun)));
    return counts === undefined && additive && said;
  });
  const [amount, ...more] = amounts;
  if (doer < 0 || !amount || more.length > 0) return;
  draft.listFields = [];
  draft.measures.push({ kind: 'metric', metric: amount.name, at: choice.at });
}

const asksAmount = ({ tokens }: State): boolean => asksWhatDone.test(tokens.map(token => token.lower).join(' '));

/** Right behind who does it: we, they, customers, Acme. */
function isBehindDoer(state: State): boolean {
  const before = state.chunks
    .slice(0, state.at)
    .findLast(c => !/^(still|already|ever|currently|now|all|together|us)$/.test(lowerOf(state, c)));
  return /^(we|you|they|i|it|he|she)$/.test(lowerOf(state, before)) || isThing(before);
}

const isThing = (chunk: Chunk | undefined): boolean =>
  namesThings(chunk) || candidatesOf(chunk, 'value').some(c => c.weight >= 0.9);

const isParticiple = (word: string): boolean => /(ed|en|wn|ght|ld|nt|id|de)$/.test(word);

/** owe and owed, invoice and invoiced, drive and driven */
const base = (word: string): string => stemOf(word).replace(/(en|e?d?)$/, '');
