import { isPhrase, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, pass, type State, wordsIn } from './state.ts';

const withTheir = patterns.withTheir;

/**
 * "list every vendor with its country", "all vendors, each with its phone": rows of these things, and what is theirs
 * beside. What stands behind is their own, so there is nothing to group by.
 */
export function takeEachListed(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => /^(every|each)( single)?$/.test(lowerOf(state, c)));
  const things = /^single$/.test(lowerOf(state, chunks[at + 1])) ? at + 2 : at + 1;
  const leads = chunks.slice(0, at).every(c => c.kind === 'filler' || isPhrase(c, 'list', 'polite'));
  const lists = chunks.slice(0, at).some(c => isPhrase(c, 'list'));
  const theirs = withTheir.test(wordsIn(state, things + 1, things + 3).join(' '));
  const counts = chunks.some(c => isPhrase(c, 'count', 'superlative', 'top', 'aggregate', 'share'));
  if (at < 1 || !leads || !lists || !theirs || counts || !namesThings(chunks[things])) return;
  pass(state, at, things);
}
