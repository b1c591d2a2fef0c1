import type { Identifier } from './nodes.ts';

/** Longest identifier that is portable, in characters (the standard's limit). */
export const MAX_IDENTIFIER_LENGTH = 128;

const REGULAR = /^[\p{L}_][\p{L}\p{N}_$]*$/u;

/** Whether a text can stand unquoted as a name (reserved words aside). */
export const isRegularIdentifier = (text: string): boolean => REGULAR.test(text);

/**
 * The form in which names are compared: unquoted names in upper case, quoted ones as they are. Two names
 * are the same exactly when their normalized forms are.
 */
export const normalizedIdentifier = (identifier: Identifier): string =>
  identifier.quoted ? identifier.name : identifier.name.toUpperCase();

export const sameIdentifier = (a: Identifier, b: Identifier): boolean =>
  normalizedIdentifier(a) === normalizedIdentifier(b);

/**
 * Reads a name as a model file gives it. `"Order Date"` in double quotes is a quoted identifier (`""` stands
 * for one quote); any other text that is no regular identifier counts as quoted too, for it can be referred
 * to in no other way.
 */
export function identifierOf(name: string): Identifier {
  if (/^"(?:[^"]|"")+"$/.test(name)) return { name: name.slice(1, -1).replaceAll('""', '"'), quoted: true };
  return { name, quoted: !isRegularIdentifier(name) };
}

/** The text that refers to an identifier: quoted where it has to be. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
