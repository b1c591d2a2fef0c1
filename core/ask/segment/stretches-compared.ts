import { stemOf, type Token } from '../words.ts';

const unit = /^(day|week|month|quarter|year)s?$/;

/** "the last 30 days against the 30 days before": the period before, where both are of one length. */
export function stretchBefore(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ lower }, i) =>
      /^(last|past)$/.test(lower) && tokens[i + 1]?.kind === 'number' && unit.test(tokens[i + 2]?.lower ?? ''),
  );
  const [length, named] = [tokens[at + 1], tokens[at + 2]];
  if (at < 0 || !length || !named) return tokens;
  for (let from = at + 3; from < tokens.length; from++) {
    const behind = tokens.slice(from);
    const numbers = behind.filter(({ kind }) => kind === 'number').slice(0, 1);
    const text = behind.map(({ kind, lower }) => (kind === 'number' ? '#' : lower)).join(' ');
    const said = earlier.exec(text);
    const isSame =
      numbers.every(({ value }) => value === length.value) && stemOf(said?.[1] ?? said?.[2] ?? '') === named.stem;
    if (!said || !isSame) continue;
    const [first] = behind;
    const words = ['the', 'previous', 'period'].map(
      (lower): Token => ({ ...first!, kind: 'word', lower, stem: stemOf(lower) }),
    );
    return [...tokens.slice(0, from), ...words, ...behind.slice(said[0].split(' ').length)];
  }
  return tokens;
}

const earlier =
  /^(?:the )?(?:(?:# )?(days|weeks|months|quarters|years) (?:before|prior|earlier)(?: that| those)?|(?:previous|prior|preceding) # (days|weeks|months|quarters|years))(?= |$)/;

/** "revenue 1995 vs 1996 vs 1997": compare 1995, 1996 and 1997, of which no two are a pair. */
export function yearsCompared(tokens: readonly Token[]): readonly Token[] {
  const isYear = (token: Token | undefined) => token?.kind === 'number' && /^(19|20)\d\d$/.test(token.text);
  const from = tokens.findIndex((_, i) =>
    [0, 1, 2, 3, 4].every(step =>
      step % 2 === 0 ? isYear(tokens[i + step]) : versus.test(tokens[i + step]?.lower ?? ''),
    ),
  );
  const [first] = tokens;
  if (from < 0 || !first) return tokens;
  const compare: Token = { ...first, kind: 'word', lower: 'compare', stem: stemOf('compare') };
  const joint = (token: Token, i: number): Token =>
    versus.test(token.lower) && isYear(tokens[i - 1]) && isYear(tokens[i + 1])
      ? { ...token, kind: 'word', lower: 'and', stem: 'and' }
      : token;
  return [compare, ...tokens.map(joint)];
}

const versus = /^(vs|versus|against)$/;
