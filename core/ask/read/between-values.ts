import { candidatesOf, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "revenue between Germany and France", "flights between Oslo and Bergen": from one to the other, or those of either?
 * What is split or compared between them is shown for each.
 */
export function betweenValues(state: State): void {
  const { chunks, draft } = state;
  if (isSplitOverValues(state) && draft.dimensions.length === 0) draft.compare = true;
  const at = chunks.findIndex(
    (chunk, i) =>
      isPhrase(chunk, 'between') &&
      lowerOf(state, chunk) === 'between' &&
      isValueAt(state, i + 1) &&
      lowerOf(state, chunks[i + 2]) === 'and' &&
      isValueAt(state, i + 3),
  );
  const chunk = chunks[at];
  if (!chunk || draft.compare || draft.difference || draft.ratio || draft.growth || draft.comparison) return;
  problem(state, chunk, reasons.betweenValues);
}

/** "split between Germany and France", "divided among air, rail and mail" */
const isSplitOverValues = (state: State): boolean =>
  state.chunks.some(
    (chunk, at) =>
      isPhrase(chunk, 'group') &&
      patterns.splitBetween.test(lowerOf(state, chunk)) &&
      isValueAt(state, at + 1) &&
      isValueAt(state, at + 3),
  );

const isValueAt = ({ chunks }: State, at: number): boolean =>
  candidatesOf(chunks[at], 'value').some(({ weight }) => weight >= 0.9);
