import { participle } from './english/participles.ts';
import type { Token } from './words.ts';

/** What is said around a corner, in the words that all else is read by. */
export function saidPlainly(tokens: readonly Token[]): readonly Token[] {
  return nothingDone(tokens);
}

/** "vendors that shipped nothing at all in May" did not ship anything. */
function nothingDone(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ lower }) => lower === 'nothing');
  const [nothing, verb, before] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  const next = tokens[at + 1]?.lower ?? '';
  if (!nothing || !verb || !participle.test(verb.lower) || /^(has|have|had)$/.test(before?.lower ?? '')) return tokens;
  if (/^(but|other|else|except|like|to|of|more|less)$/.test(next)) return tokens;
  const word = (lower: string): Token => ({ ...nothing, lower, stem: lower });
  const wholly = next === 'at' && tokens[at + 2]?.lower === 'all' ? 3 : 1;
  return [...tokens.slice(0, at - 1), word('did'), word('not'), verb, word('anything'), ...tokens.slice(at + wholly)];
}
