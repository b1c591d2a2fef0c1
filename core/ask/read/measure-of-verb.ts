import type { Chunk } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { stemOf } from '../words.ts';
import { placeMeasure } from './measures.ts';
import type { State } from './state.ts';

const asksHowMuchDone = patterns.asksHowMuchDone;

const asksWhatSold = patterns.asksWhatSold;

/** "how much did we sell": the verb names the metric whose own name is its noun. */
export function measureOfVerb(state: State): void {
  const words = state.tokens.map(token => token.lower);
  // "what did we sell of Japanese goods": an amount, as of those there is more than a list
  const spent = asksWhatSold.test(words.join(' '));
  const at = spent ? 0 : words.findIndex((word, i) => word === 'much' && words[i - 1] === 'how');
  const verb = state.tokens.slice(Math.max(at, 0)).find(token => /^(sell|bui|purchas|spend)$/.test(token.stem));
  // "did we sell more in 1995 or in 1996"
  const chosen = state.draft.compare && /\b(sell|sold) (more|less)\b/.test(words.join(' '));
  const more = state.draft.changed !== undefined || (chosen && state.draft.measures.length === 0);
  const most = state.pending.superlative?.quantity === true && state.draft.subject !== undefined;
  if ((at < 0 && !most && !more) || !verb) return;
  const metric = state.lexicon.lookup([stemOf('sales')], false).find(c => c.kind === 'metric' && c.weight >= 0.99);
  if (metric?.kind !== 'metric') return;
  const measure = { kind: 'metric' as const, metric: metric.metric, at: 0 };
  if (at < 0 && !more) placeMeasure(state, measure, state.chunks[0] as Chunk);
  else state.draft.measures.push(measure);
  const label = state.catalogue.metrics.get(metric.metric)?.label ?? metric.metric;
  if (chosen) state.draft.notes.push({ id: 'sold', text: `What was sold is taken as ${label.toLowerCase()}` });
}

/** "how much did we sell per customer, by region": the number is there before what it is split by. */
export function measureOfVerbBefore(state: State): void {
  const { draft, chunks, tokens, at } = state;
  if (draft.measures.length > 0) return;
  const words = tokens.slice(0, chunks[at]?.start ?? 0).map(token => token.lower);
  if (asksHowMuchDone.test(words.join(' '))) measureOfVerb(state);
}
