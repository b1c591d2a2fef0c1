import type { Lexicon } from './lexicon/lookup.ts';
import { stemOf, type Token } from './words.ts';

const getting = new Map([
  ['source', 'buy'],
  ['sourced', 'bought'],
  ['procure', 'buy'],
  ['procured', 'bought'],
  ['obtain', 'buy'],
  ['obtained', 'bought'],
]);

/**
 * "which teas do we source from China": what we source is bought. A model in which something is dated by that verb keeps
 * it; and a sourcing region lends its name to no verb that stands between us and those it is from.
 */
export function boughtFrom(tokens: readonly Token[], { verbs }: Pick<Lexicon, 'verbs'>): readonly Token[] {
  return tokens.map((token, at) => {
    const bought = getting.get(token.lower);
    const ours = /^(we|us|ve)$/.test(tokens[at - 1]?.lower ?? '') || /^we have$/.test(wordsBefore(tokens, at));
    const from = tokens.slice(at + 1, at + 4).some(({ lower }) => lower === 'from');
    if (bought === undefined || !ours || !from || verbs.has(token.stem)) return token;
    return { ...token, lower: bought, stem: stemOf(bought) };
  });
}

const wordsBefore = (tokens: readonly Token[], at: number): string =>
  tokens
    .slice(Math.max(0, at - 2), at)
    .map(({ lower }) => lower)
    .join(' ');
