import { stemOf, type Token } from '../words.ts';
import { patterns } from './patterns.ts';

/** Verbs of two words that say what one word of a model says: sent back is returned. */

const giveBack = patterns.giveBack;

/** Words behind a verb that change what it says; none of them is a thing by itself. */
const particle = /^(back|over|out|off|up|down|away)$/;

/** The second word of a phrasal verb: back, over, out. */
export const isParticle = (lower: string): boolean => particle.test(lower);

interface Words {
  readonly stems: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** Joins "sent back" and "turn over" where the model says returned or turnover. */
export function joinPhrasalVerbs(tokens: readonly Token[], known: Words): readonly Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const [verb, next] = [tokens[at], tokens[at + 1]];
    const word = verb && next && isParticle(next.lower) ? oneWord(verb.lower, next.lower, known) : undefined;
    if (verb && next && word !== undefined) {
      const text = `${verb.text} ${next.text}`;
      out.push({ ...verb, text, lower: word, stem: stemOf(word), end: next.end });
      at++;
    } else if (verb) out.push(isDone(tokens, at) ? { ...verb, lower: 'returned' } : verb);
  }
  return out;
}

function oneWord(verb: string, behind: string, { stems, words }: Words): string | undefined {
  if (behind === 'back' && giveBack.test(verb) && stems.has(stemOf('return'))) return 'returned';
  const noun = `${verb.replace(/(ed|s)$/, '')}${behind}`;
  return words.has(noun) ? noun : undefined;
}

/** "how many lines did we return": done by somebody, where else it is what the answer should do. */
const isDone = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.lower === 'return' && tokens.slice(Math.max(0, at - 4), at).some(({ lower }) => lower === 'did');
