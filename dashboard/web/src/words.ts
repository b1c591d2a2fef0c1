/** A label inside a sentence; words that are capitals on purpose stay. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text[0]?.toLocaleLowerCase() + text.slice(1) : text;
