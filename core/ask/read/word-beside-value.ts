import { candidatesOf } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "Gold Plus members", where the data has Gold: a plus that adds nothing to the value before it may be a part of a name
 * that the data has not. Between two values it joins them.
 */
export function refusePlusOfName(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => lowerOf(state, c) === 'plus');
  const [before, plus] = [chunks[at - 1], chunks[at]];
  const value = candidatesOf(before, 'value').some(c => c.weight >= 0.9);
  if (!plus || !value || before?.end !== plus.start) return;
  const next = chunks.slice(at + 1).find(c => !/^(the|our|all|also)$/.test(lowerOf(state, c)));
  const joined = candidatesOf(next, 'value').length > 0 || candidatesOf(next, 'metric').some(c => c.weight >= 0.8);
  if (!joined) problem(state, plus, reasons.unclearAddedIf);
}
