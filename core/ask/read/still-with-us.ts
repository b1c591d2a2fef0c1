import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

const stillThere = patterns.stillThere;

/** "agents still with us", "who is still around": a state of theirs, which no word of the model says. */
export function refuseStillThere(state: State): boolean {
  const { chunks, at } = state;
  const chunk = chunks[at];
  if (!chunk || lowerOf(state, chunk) !== 'still') return false;
  const rest = chunks.slice(at + 1).map(each => lowerOf(state, each));
  const end = rest.findIndex(word => /^[?.!,;]$/.test(word));
  const said = (end < 0 ? rest : rest.slice(0, end)).join(' ');
  if (!stillThere.test(said)) return false;
  problem(state, chunk, reasons.sayFieldValue);
  return true;
}
