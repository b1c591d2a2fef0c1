import { stemOf, type Token } from '../words.ts';

/** "name + number of orders", "revenue + profit": between words the sign lists them and adds nothing up. */
export const withoutSigns = (tokens: readonly Token[]): readonly Token[] =>
  tokens.map((token, at) =>
    token.kind === 'mark' && token.lower === '+' && tokens[at - 1]?.kind === 'word' && tokens[at + 1]?.kind === 'word'
      ? { ...token, kind: 'word', lower: 'and', stem: stemOf('and') }
      : token,
  );
