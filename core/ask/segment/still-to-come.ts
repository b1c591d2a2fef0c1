import type { Token } from '../words.ts';

const coming = /^(come|start|begin|happen)$/;

/** Whether words say of things that they have not begun: "still to come", "yet to start". */
export const isComing = (text: string): boolean =>
  /^((still|yet) )?to \w+$/.test(text) && coming.test(text.split(' ').at(-1) ?? '');

/** "promotions still to come" are those after today, by the date on which they start. */
export function withComing(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ lower }, i) =>
      lower === 'to' && coming.test(tokens[i + 1]?.lower ?? '') && (isYet(tokens[i - 1]) || ends(tokens, i)),
  );
  const verb = tokens[at + 1];
  if (at < 1 || !verb) return tokens;
  const from = isYet(tokens[at - 1]) ? at - 1 : at;
  const first = tokens[from];
  if (!first) return tokens;
  const text = tokens
    .slice(from, at + 1)
    .map(token => token.text)
    .join(' ');
  const word = (lower: string, said: string): Token => ({
    ...verb,
    text: said,
    lower,
    stem: lower,
    start: first.start,
  });
  return [...tokens.slice(0, from), word('after', text), word('today', verb.text), ...tokens.slice(at + 2)];
}

const isYet = (token: Token | undefined): boolean => /^(still|yet)$/.test(token?.lower ?? '');

/** "the promotions to come" */
const ends = (tokens: readonly Token[], at: number): boolean =>
  tokens[at + 1]?.lower === 'come' && tokens.slice(at + 2).every(({ kind }) => kind === 'mark');
