import { isRegularIdentifier, MAX_IDENTIFIER_LENGTH, quoteIdentifier } from '../../expression/identifier.ts';
import { isDeferredName, isReservedWord } from '../../expression/reserved.ts';
import { wordsOf } from './words.ts';

/** Hands out names that no other element of the same scope has, and that need no quotes. */
export class Names {
  readonly #taken = new Set<string>();

  /** A free name made of the words, or of the first of the alternatives that is free. */
  take(...alternatives: readonly (readonly string[])[]): string {
    const names = alternatives.map(nameOf);
    const base = names[0] ?? 'unnamed';
    const free = names.find(name => this.#isFree(name));
    const name = free ?? this.#numbered(base);
    this.#taken.add(name.toUpperCase());
    return name;
  }

  #isFree(name: string): boolean {
    return !this.#taken.has(name.toUpperCase()) && !isReservedWord(name) && !isDeferredName(name);
  }

  #numbered(base: string): string {
    for (let number = 2; ; number += 1) {
      const name = `${base}_${number}`;
      if (this.#isFree(name)) return name;
    }
  }
}

function nameOf(words: readonly string[]): string {
  const name = words
    .flatMap(wordsOf)
    .join('_')
    .slice(0, MAX_IDENTIFIER_LENGTH - 10);
  if (name === '') return 'unnamed';
  return isRegularIdentifier(name) ? name : `n_${name}`;
}

/** A table's or column's name in the form of the model's names: lower case, words joined by underscores. */
export const snakeWords = (name: string): readonly string[] => wordsOf(name);

/** The expression that reads a physical column, quoted where its name needs it. */
export const columnExpression = (column: string): string =>
  isRegularIdentifier(column) && !isReservedWord(column) ? column : quoteIdentifier(column);
