import { patterns } from '../english/patterns.ts';
import { stemOf, type Token } from '../words.ts';

const asksWorth = patterns.asksWorth;

const zoomsIn = patterns.zoomsIn;

/** What goes on from an answer, said around a corner, in the words that all else is read by. */

const textOf = (tokens: readonly Token[]): string => tokens.map(({ lower }) => lower).join(' ');

/** "drill into Europe by country", "zoom in on Peru": Europe by country. */
export function drilledInto(tokens: readonly Token[]): readonly Token[] {
  const said = zoomsIn.exec(textOf(tokens));
  return said ? tokens.slice(said[0].trim().split(' ').length) : tokens;
}

/** "list them with their phone": with their phone, behind the list of them. */
export function shownBesideThem(tokens: readonly Token[]): readonly Token[] | undefined {
  const said = patterns.asksToShowThem.exec(textOf(tokens));
  return said ? tokens.slice(said[0].split(' ').length) : undefined;
}

/** "what are they worth?": what their value is. */
export function worthOfThem(tokens: readonly Token[]): readonly Token[] {
  const said = asksWorth.exec(textOf(tokens));
  const [first] = tokens;
  if (!said || !first) return tokens;
  const words = ['what', 'is', 'their', 'value'].map((lower): Token => ({ ...first, lower, stem: stemOf(lower) }));
  return [...words, ...tokens.slice(said[0].split(' ').length)];
}

/** "which was worst", "and the best?": the best one. "Which customers have the most?": the first of them by it. */
export function endOfThem(tokens: readonly Token[]): readonly Token[] {
  const [first] = tokens;
  const text = textOf(tokens);
  const word = (lower: string): Token => ({ ...first!, kind: 'word', lower, stem: stemOf(lower) });
  const one: Token = { ...word('one'), kind: 'number', value: 1 };
  const judged = patterns.saysBestOnly.exec(text)?.[1];
  if (judged !== undefined) return [word('the'), word(judged), one];
  const said = patterns.haveTheMost.exec(text);
  const [, things = '', end] = said ?? [];
  if (!said) return tokens;
  const from = tokens.findIndex(({ lower }) => /^(which|what)$/.test(lower)) + 1;
  const named = tokens.slice(from, from + things.split(' ').length);
  const isOne = !/s$/.test(things);
  return [word(end === 'most' ? 'top' : 'bottom'), ...(isOne ? [one] : []), ...named];
}
