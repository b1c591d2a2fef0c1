import { namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, passOver, type State, textOf, wordsIn } from './state.ts';

const defines = patterns.definesWord;

/** Words for some of the things that no model has, so that who says them tells what is meant. */
const open = patterns.definedWords;

/** "active customers (with at least one order)", "idle suppliers, i.e. those without orders": what is meant is said behind. */
export function takeDefinedWord(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(
    (c, i) => c.kind === 'unknown' && open.test(lowerOf(state, c)) && namesThings(chunks[i + 1]),
  );
  const word = chunks[at];
  const behind = wordsIn(state, at + 2, at + 7).join(' ');
  if (!word || !defines.test(behind)) return;
  // behind a bare comma it may as well be one thing more that is said of them
  if (/^, (with|without|who|that|which|having)\b/.test(behind)) return;
  state.draft.notes.push({
    id: `defined:${lowerOf(state, word)}`,
    text: `“${textOf(state, word)}” is taken as what is said behind it`,
  });
  passOver(state, word);
}
