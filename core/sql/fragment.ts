import type { Parameter } from '../semantic/expression/nodes.ts';

/**
 * How tightly printed SQL holds together, loosest first. A fragment looser than its place needs parentheses.
 * `||` binds differently in every engine, so it has a level that never mixes with arithmetic.
 */
export const Level = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  concatenation: 5,
  additive: 6,
  multiplicative: 7,
  sign: 8,
  atom: 9,
} as const;
export type Level = (typeof Level)[keyof typeof Level];

/** A line break at a depth of indentation. Breaks are not text: indenting never changes a string constant. */
interface Break {
  readonly depth: number;
}

type Part = string | Break | Parameter;

/** Printed SQL whose parameters are still values, so that they are numbered in the order they appear. */
export interface Fragment {
  readonly parts: readonly Part[];
  readonly level: Level;
}

export const text = (value: string, level: Level = Level.atom): Fragment => ({ parts: [value], level });

export const bound = (parameter: Parameter): Fragment => ({ parts: [parameter], level: Level.atom });

export const line: Fragment = { parts: [{ depth: 0 }], level: Level.atom };

/** A template of SQL: holes are fragments, or keywords and names written by an emitter, never a user's text. */
export function sql(strings: TemplateStringsArray, ...holes: readonly (Fragment | string)[]): Fragment {
  const parts: Part[] = [];
  strings.forEach((string, index) => {
    if (string) parts.push(string);
    const hole = holes[index];
    if (typeof hole === 'string') parts.push(hole);
    else if (hole) parts.push(...hole.parts);
  });
  return { parts, level: Level.atom };
}

export const at = (level: Level, fragment: Fragment): Fragment => ({ parts: fragment.parts, level });

/** The fragment, in parentheses when it is looser than `least`. */
export const tight = (fragment: Fragment, least: Level): Fragment =>
  fragment.level >= least ? fragment : sql`(${fragment})`;

export function joined(fragments: readonly Fragment[], separator: Fragment | string): Fragment {
  const between: readonly Part[] = typeof separator === 'string' ? [separator] : separator.parts;
  return {
    parts: fragments.flatMap((fragment, index) => (index === 0 ? fragment.parts : [...between, ...fragment.parts])),
    level: Level.atom,
  };
}

const isParameter = (part: Part): part is Parameter => typeof part === 'object' && 'kind' in part;
const isBreak = (part: Part): part is Break => typeof part === 'object' && 'depth' in part;

export const indented = (fragment: Fragment): Fragment => ({
  parts: fragment.parts.map(part => (isBreak(part) ? { depth: part.depth + 1 } : part)),
  level: fragment.level,
});

/** `(`, the fragment on lines of its own, `)`. */
export const block = (fragment: Fragment): Fragment => sql`(${indented(sql`${line}${fragment}`)}${line})`;

export const call = (name: string, ...args: readonly Fragment[]): Fragment => sql`${name}(${joined(args, ', ')})`;

/** Characters of one line, or infinity when it breaks: what decides between a line and a block. */
export const width = (fragment: Fragment): number =>
  fragment.parts.reduce(
    (sum, part) => sum + (isBreak(part) ? Number.POSITIVE_INFINITY : isParameter(part) ? 8 : part.length),
    0,
  );

/** The text; `placeholder` is called for each parameter in the order of the text. */
export const rendered = (fragment: Fragment, placeholder: (parameter: Parameter) => string): string =>
  fragment.parts
    .map(part => (isBreak(part) ? `\n${'  '.repeat(part.depth)}` : isParameter(part) ? placeholder(part) : part))
    .join('');
