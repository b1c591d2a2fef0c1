import type { MetricInfo } from '../catalogue/metric-info.ts';
import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, passOver, problem, type State } from './state.ts';

const money = /\b(value|worth|costs?|price|revenue|sales)\b/i;
const onHand = /\bon[- ]hand\b/i;

/**
 * "under 200 pieces on hand", "how many pieces do our vendors have on hand", where pieces are those of orders too: the
 * number of what is there, and not of what was sold.
 */
export function takeOnHand(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(chunk => lowerOf(state, chunk) === 'on hand');
  const hand = chunks[at];
  const noun = chunks.slice(0, Math.max(at, 0)).findLast(isAmount);
  if (!hand || !noun || !isLed(state, chunks.slice(chunks.indexOf(noun) + 1, at))) return;
  const there = [...state.catalogue.metrics.values()].filter(isThere);
  // what is called so by the words that stand before is that already: "the stock that we have on hand"
  if (there.some(({ name }) => candidatesOf(noun, 'metric').some(({ metric }) => metric === name))) return;
  if (candidatesOf(noun, 'field').some(({ field }) => onHand.test(field.label))) return;
  const fits = there.filter(info => counts(state, info, noun));
  const called = fits.filter(info => onHand.test(termsOf(info)));
  const [metric, ...more] = called.length > 0 ? called : fits;
  if (!metric || more.length > 0) {
    problem(state, hand, 'Name the number of what is there.');
    return;
  }
  const whole: Chunk = { ...noun, candidates: [{ kind: 'metric', metric: metric.name, weight: 1 }] };
  state.chunks = chunks.map(chunk => (chunk === noun ? whole : chunk));
  passOver(state, hand);
}

const isAmount = (chunk: Chunk): chunk is Extract<Chunk, { kind: 'terms' }> => {
  const best = chunk.kind === 'terms' && !namesThings(chunk) ? chunk.candidates[0] : undefined;
  return (
    best?.kind === 'metric' || (best?.kind === 'field' && best.field.kind === 'number' && !best.field.isIdentifier)
  );
};

/** Who has it, and of which things it is, may stand between. */
const isLed = (state: State, between: readonly Chunk[]): boolean =>
  between.every(
    chunk => chunk.kind === 'filler' || chunk.kind === 'terms' || /^(have|has|held|hold)$/.test(lowerOf(state, chunk)),
  );

const termsOf = ({ label, metric }: MetricInfo): string =>
  [metric.name.replaceAll('_', ' '), label, ...metric.aiContext.synonyms].join(', ');

/** A total of what is there, no money. */
const isThere = (info: MetricInfo): boolean => {
  const terms = termsOf(info);
  const adds = info.additive || info.metric.extension.semiAdditive === true;
  return adds && info.counts === undefined && /\b(on[- ]hand|stock|inventory)\b/i.test(terms) && !money.test(terms);
};

const counts = ({ tokens }: State, info: MetricInfo, noun: Chunk): boolean => {
  const stems = new Set(stemsOf(`${termsOf(info)} ${info.metric.description ?? ''}`));
  return tokens.slice(noun.start, noun.end).every(({ stem }) => stems.has(stem));
};
