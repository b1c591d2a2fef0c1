import { isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { pass, type State } from './state.ts';

const asksHowMuch = patterns.asksHowMuchOfIt;

/**
 * "which vendors have a negative balance, and how much is it?": the number that they are ranked or kept by is shown
 * anyway, where it is the only one. Whether it was so.
 */
export function takeHowMuch(state: State): boolean {
  const { chunks, tokens } = state;
  const said = asksHowMuch.exec(tokens.map(token => token.lower).join(' '));
  if (!said) return false;
  const from = tokens.length - said[0].trim().split(' ').length;
  const at = chunks.findIndex(chunk => chunk.start >= from);
  const head = chunks.slice(0, at);
  const numbers = head.filter(c => isPhrase(c, 'superlative', 'top', 'comparator', 'between', 'sign', 'suffix'));
  const others = head.some(c => isPhrase(c, 'count', 'share', 'aggregate', 'compare', 'versus'));
  const which = head.some(c => isPhrase(c, 'which', 'list'));
  // "more than 30 orders, and how much was it": what these come to is another number
  const counted = head.some((c, i) => c.kind === 'number' && head[i + 1]?.kind === 'terms');
  if (at < 1 || counted || !which || numbers.length !== 1 || others) return false;
  pass(state, at, chunks.length);
  return true;
}
