import idioms from './english/idioms.data.json' with { type: 'json' };
import { stemOf, type Token } from './words.ts';

const rules = idioms.map(({ said, means }) => ({
  said: new RegExp(`(?<![^ ])(?:${said})(?![^ ])`, 'd'),
  means: means.split(' ').filter(word => word !== ''),
}));

/**
 * Fixed ways of speaking, in the words that all else is read by: "one row per depot" is "by depot". What a rule keeps
 * ($1) stays as it was written. A rule speaks of whole words outside of quotes, and of nothing that a model names.
 */
export function withoutIdioms(tokens: readonly Token[]): readonly Token[] {
  return rules.reduce(rewritten, tokens);
}

/** A number is # to the rules, and one is #1; what is in quotes is a word that none fits. */
const asRead = ({ kind, lower, value }: Token): string =>
  kind === 'number' ? (value === 1 ? '#1' : '#') : kind === 'quoted' ? '"' : lower;

function rewritten(tokens: readonly Token[], { said, means }: (typeof rules)[number]): readonly Token[] {
  const words = tokens.map(asRead);
  const match = said.exec(words.join(' '));
  if (!match?.indices) return tokens;
  const starts = words.map((_, at) => words.slice(0, at).reduce((sum, word) => sum + word.length + 1, 0));
  const at = (offset: number) => starts.findLastIndex(start => start <= offset);
  const span = ([from, to]: readonly [number, number]) => [at(from), at(to - 1) + 1] as const;
  const [from, to] = span(match.indices[0]!);
  const kept = (word: string, place: number): readonly Token[] => {
    const stoodThere = tokens[Math.min(from + place, to - 1)]!;
    if (/^\$\d$/.test(word)) {
      const group = match.indices?.[Number(word[1])];
      return group ? tokens.slice(...span(group)) : [];
    }
    return /^\w/.test(word)
      ? [{ ...stoodThere, kind: 'word', lower: word, stem: stemOf(word) }]
      : [{ ...stoodThere, kind: 'mark', lower: word, stem: word }];
  };
  return [...tokens.slice(0, from), ...means.flatMap(kept), ...tokens.slice(to)];
}
