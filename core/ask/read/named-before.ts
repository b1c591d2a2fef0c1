import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemOf } from '../words.ts';
import { amountAt } from './mass-nouns.ts';
import { lowerOf, passOver, problem, type State } from './state.ts';

const endsOfNames = patterns.endsOfNames;

const verbsOfPlace = patterns.verbsOfPlace;

const interrogative = /^(what|which|how many|how much)$/;

/** "margin %": the metric that is that number as a percentage, where the model has one. */
export function readPercent(state: State): void {
  const { draft } = state;
  const chunk = state.chunks[state.at];
  if (isPartOfThose(state)) return;
  if (chunk && interrogative.test(textBefore(state.tokens, chunk.start)) && !draft.share) {
    problem(state, chunk, reasons.sayOfWhatWhatPercentageOf);
    return;
  }
  state.pending.percent = { at: state.at };
  const last = draft.measures.at(-1);
  const before = state.chunks[state.at - 1];
  if (last?.kind !== 'metric' || last.at !== state.at - 1 || !before) return;
  const stems = state.tokens.slice(before.start, before.end).map(token => token.stem);
  for (const word of ['percentage', 'percent', 'rate', 'share']) {
    const found = state.lexicon
      .lookup([...stems, stemOf(word)], true)
      .find(c => c.kind === 'metric' && c.weight >= 0.9);
    if (found?.kind !== 'metric') continue;
    draft.measures = [...draft.measures.slice(0, -1), { ...last, metric: found.metric }];
    return;
  }
}

/** "of all orders in 1997, what percentage was urgent": of the things said first, as many as the verb says. */
export function isPartOfThose({ draft, pending, chunks, at, tokens }: State): boolean {
  const asks = interrogative.test(textBefore(tokens, chunks[at]?.start ?? 0));
  const verb = verbsOfPlace.test(tokens[chunks[at]?.end ?? 0]?.lower ?? '');
  const led = /^(of|out)$/.test(tokens[0]?.lower ?? '');
  if (!asks || !verb || !led || draft.mentions.length + draft.measures.length !== 1) return false;
  draft.share = { at, verbAt: at, ofTotal: false };
  pending.which = undefined;
  pending.count = undefined;
  return true;
}

/** What asks, right before a token. */
const textBefore = (tokens: State['tokens'], start: number): string =>
  (/^(many|much)$/.test(tokens[start - 1]?.lower ?? '')
    ? tokens.slice(start - 2, start)
    : tokens.slice(start - 1, start)
  )
    .map(token => token.lower)
    .join(' ');

/** "lines taxed at 8 %, number", "lines of 1996 - how many by region": what is asked for stands behind. */
export function takeCountBehind(state: State): void {
  const [comma, word] = state.chunks.filter(c => !endsOfNames.test(lowerOf(state, c))).slice(-2);
  const inner = state.chunks.findIndex(
    (chunk, at) =>
      /^[,:;–—-]$/.test(lowerOf(state, chunk)) &&
      /^(number|count|how many)$/.test(lowerOf(state, state.chunks[at + 1])) &&
      /^(by|per)$/.test(lowerOf(state, state.chunks[at + 2])),
  );
  const named = inner >= 0 ? state.chunks[inner + 1] : undefined;
  if (named) {
    state.pending.count = { distinct: false };
    passOver(state, named);
    return;
  }
  if (!word || !/^[,:;–—-]$/.test(lowerOf(state, comma)) || !/^(number|count|how many)$/.test(lowerOf(state, word)))
    return;
  state.pending.count = { distinct: false };
  passOver(state, word);
}

/** "revenue by region in percent": of the whole; a rate is one already. */
export function percentOfWhole(state: State): void {
  const { draft, pending, catalogue } = state;
  const [measure, ...more] = draft.measures;
  const asked = pending.percent;
  pending.percent = undefined;
  const said = draft.share ?? draft.growth ?? draft.changed ?? draft.comparison;
  if (!asked || more.length > 0 || said || draft.ratio || draft.difference || draft.averaged) return;
  // "orders by status in percent": they are counted
  const counted = measure === undefined && draft.mentions.length === 1 && !draft.subject && !draft.rank?.byField;
  const adds =
    counted ||
    measure?.kind === 'count' ||
    (measure?.kind === 'metric' && catalogue.metrics.get(measure.metric)?.additive);
  const chunk = state.chunks[asked.at];
  if (!adds || !chunk) return;
  const grouped = draft.dimensions.length > 0 && draft.dimensions.every(d => d.kind !== 'time');
  if (grouped) draft.share = { at: asked.at, verbAt: undefined, ofTotal: true };
  else problem(state, chunk, reasons.sayShareEach);
}

/** "ship mode share of revenue": what stands before is what it is shared among. */
export function groupBefore(state: State): void {
  const last = state.loose.at(-1);
  if (!last || last.at !== state.at - 1 || state.draft.dimensions.length > 0) return;
  state.draft.dimensions.push({ kind: 'field', choice: last });
  state.loose = state.loose.filter(choice => choice !== last);
  state.draft.listFields = state.draft.listFields.filter(choice => choice !== last);
}

/** "tickets per agent": things that are grouped are counted. */
export function countMention(state: State): void {
  const { draft, pending } = state;
  const [mention, ...more] = draft.mentions;
  if (
    !mention ||
    more.length > 0 ||
    draft.measures.length > 0 ||
    draft.subject ||
    draft.rank ||
    draft.listFields.length > 0
  )
    return;
  if (pending.which || pending.list || pending.superlative || state.loose.length > 0 || draft.having.length > 0) return;
  if (!/^(per|each|every|a)/.test(lowerOf(state, state.chunks[state.at]))) return;
  draft.mentions.shift();
  state.promoted = true;
  const amount = amountAt(state, mention.at);
  draft.measures.push(
    amount === undefined
      ? { kind: 'count', dataset: mention.dataset, at: mention.at }
      : { kind: 'metric', metric: amount, at: mention.at },
  );
  if (pending.aggregate === 'AVG') pending.aggregate = undefined;
  // "reviews below 6: how many per hotel"
  pending.count = undefined;
}

/** "client count per segment": the things right before the word are what is counted. */
export function countBefore(state: State): boolean {
  const { draft } = state;
  const mention = draft.mentions.at(-1);
  const word = lowerOf(state, state.chunks[state.at]);
  if (!/^(count|counts|numbers)$/.test(word) || mention?.at !== state.at - 1 || draft.measures.length > 0) return false;
  draft.mentions.pop();
  draft.measures.push({ kind: 'count', dataset: mention.dataset, at: mention.at });
  return true;
}
