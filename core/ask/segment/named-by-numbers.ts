import type { ValueIndex } from '../values.ts';
import { stemOf, type Token } from '../words.ts';

/**
 * "brands 11, 12 and 13": each number behind the noun is a name of its own, as in "brand 11, brand 12 and brand 13", where
 * there are values of all these names.
 */
export function namedByNumbers(tokens: readonly Token[], values: ValueIndex): readonly Token[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'number') return [token];
    const noun = nounOf(tokens, at, values);
    return noun ? [noun, token] : [token];
  });
}

/** The noun that a number stands behind with others before it. */
function nounOf(tokens: readonly Token[], at: number, values: ValueIndex): Token | undefined {
  let first = at;
  while (first > 1 && isJoint(tokens, first - 1)) first = tokens.slice(0, first - 1).findLastIndex(isNumber);
  const noun = tokens[first - 1];
  if (first === at || first < 1 || noun?.kind !== 'word') return undefined;
  const numbers = tokens.slice(first, at + 1).filter(isNumber);
  const single = noun.lower.replace(/s$/, '');
  const areNamed = numbers.every(({ text }) =>
    values.lookup([single, text]).some(({ partial, weight }) => !partial && weight >= 0.9),
  );
  return areNamed ? { ...noun, lower: single, stem: stemOf(single) } : undefined;
}

const isNumber = ({ kind }: Token): boolean => kind === 'number';

/** A comma, "and", or both between two numbers. */
function isJoint(tokens: readonly Token[], at: number): boolean {
  const joint = tokens[at]?.lower ?? '';
  const before = tokens[at - 1];
  if (!/^(,|and|or|&|vs|versus|against)$/.test(joint)) return false;
  return before?.kind === 'number' || (before?.lower === ',' && tokens[at - 2]?.kind === 'number');
}
