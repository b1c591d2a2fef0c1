import type { Lexicon } from '../lexicon/lookup.ts';
import { grainOf } from '../time.ts';
import { stemOf, type Token } from '../words.ts';

/** Signs between words, as the words that are meant by them. */
export const withoutSigns = (tokens: readonly Token[], lexicon: Lexicon): readonly Token[] =>
  tokens.map((token, at) => {
    if (token.kind !== 'mark' || tokens[at - 1]?.kind !== 'word' || tokens[at + 1]?.kind !== 'word') return token;
    // "name + number of orders", "revenue + profit": it lists them and adds nothing up
    if (token.lower === '+') return word(token, 'and');
    if (token.lower === '/' && isPer(tokens, at, lexicon)) return word(token, 'per');
    return token;
  });

const word = (token: Token, lower: string): Token => ({ ...token, kind: 'word', lower, stem: stemOf(lower) });

/** "revenue/customer", "orders/month": a number, and one thing or period that it is for. */
function isPer(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const next = tokens[at + 1];
  const behind = tokens[at + 2]?.lower;
  if (!next || isMany(next.lower) || behind === '/') return false;
  if (!lexicon.entities.has(next.stem) && grainOf(next.lower) === undefined) return false;
  return [1, 2, 3].some(length => {
    const said = tokens.slice(Math.max(0, at - length), at);
    const found = lexicon.lookup(
      said.map(({ stem }) => stem),
      false,
      said.map(({ lower }) => lower),
    );
    return found.some(
      candidate =>
        candidate.weight >= 0.8 &&
        (candidate.kind === 'metric' || (candidate.kind === 'dataset' && isMany(said.at(-1)?.lower ?? ''))),
    );
  });
}

const isMany = (lower: string): boolean => /[^sui]s$/.test(lower);
