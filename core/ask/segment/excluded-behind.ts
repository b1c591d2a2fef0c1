import type { Token } from '../words.ts';

/** "revenue by year, 1998 not included": what is left out is named before the words that say so. */
export function withExclusionBefore(tokens: readonly Token[]): readonly Token[] {
  const words = tokens.map(token => token.lower);
  for (let end = words.length; end > 2; end--) {
    const length = endOf.find(each => each.split(' ').every((word, i, all) => words[end - all.length + i] === word));
    if (length === undefined || !/^([,.;?!]|)$/.test(words[end] ?? '')) continue;
    const said = length.split(' ').length;
    const from = words.slice(0, end - said).findLastIndex(word => /^(,|;|with|but)$/.test(word)) + 1;
    const named = tokens.slice(from, end - said);
    const [first, last] = [tokens[end - said], tokens[end - 1]];
    // no more than a name: "orders shipped late, but those from Asia excluded"
    if (from === 0 || named.length === 0 || named.length > 4 || named.some(({ kind }) => kind === 'mark')) continue;
    if (!first || !last || named.some(({ lower }) => /^(is|are|was|were|that|which|who)$/.test(lower))) continue;
    const text = tokens
      .slice(end - said, end)
      .map(token => token.text)
      .join(' ');
    const excluding = { ...first, end: last.end, text, lower: 'excluding', stem: 'exclud' };
    return [...tokens.slice(0, from), excluding, ...named, ...tokens.slice(end)];
  }
  return tokens;
}

const endOf = ['not included', 'not counted', 'excluded', 'left out', 'not considered', 'exclusive', 'excepted'];
