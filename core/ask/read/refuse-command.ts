import lists from '../english/lists.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

const commands = new RegExp(`^(${lists.commands})$`);

/** "cancel order 12": asked to do something, where questions are all that can be answered. */
export function refuseCommand(state: State): void {
  const [first, second] = state.chunks;
  const words = state.tokens.map(token => token.lower).join(' ');
  // "which sites should we close": wherever it stands
  if (
    first &&
    /^(should|ought|why|how (should|could|can)|what should)\b|\b(should|ought to) (we|i|you)\b/.test(words)
  ) {
    problem(state, first, 'What to do or why is no question of the data: ask for the number that decides it.');
    return;
  }
  const word = first && first.end - first.start === 1 ? lowerOf(state, first) : '';
  const object =
    second?.kind === 'terms' ||
    (second?.kind === 'filler' && /^(the|a|an|this|all|my|our|these)$/.test(lowerOf(state, second)));
  // "drop the region filter": a filter of the last answer
  if (state.tokens.some(token => /^(filters?|restrictions?|conditions?)$/.test(token.lower))) return;
  const verb = state.tokens[0]?.lower ?? '';
  // "email addresses of the gold guests": a field
  if (/^e?mail$/.test(verb) && /^(address|addresses|of)$/.test(state.tokens[1]?.lower ?? '')) return;
  const thing = state.tokens[1];
  const one = thing !== undefined && state.lexicon.entities.has(thing.stem) && !/s$/.test(thing.lower);
  const changed = commands.test(verb) && (!state.lexicon.words.has(verb) || one);
  if (first && (changed || (commands.test(word) && object)))
    problem(state, first, 'Only questions can be answered; nothing can be changed here.');
}
