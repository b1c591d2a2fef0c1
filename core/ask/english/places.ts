import written from './places.data.json' with { type: 'json' };
import states from './states.data.json' with { type: 'json' };

/** Other names of places in English: acronyms, short names and the adjectives of nations. */

/** Initials of a name of several words: united kingdom is uk. */
export function acronymOf(words: readonly string[]): string | undefined {
  const main = words.filter(word => !/^(of|the|and)$/.test(word));
  if (main.length < 2 || main.length > 5 || main.some(word => /^\d/.test(word))) return undefined;
  return main.map(word => word[0]).join('');
}

const names: Readonly<Record<string, string>> = written;

/** Whether a word is the name of a country, or of a nation. */
export const isPlace = (word: string): boolean => places.has(word);

const places = new Set(Object.entries(written).flatMap(([name, others]) => [name, ...others.split(/[ |]/)]));

/** Folded other names of a folded place name. */
export function countryNames(value: string): readonly string[] {
  const entry = Object.hasOwn(names, value) ? names[value] : undefined;
  if (!entry) return [];
  const [words = '', ...phrases] = entry.split('|');
  return [...words.split(' ').filter(Boolean), ...phrases];
}

/** The names of states and provinces, where a field holds their codes and nothing else. */
export function stateNames(name: string, values: readonly string[]): ReadonlyMap<string, string> {
  const codes: Readonly<Record<string, string>> = states;
  const all = values.every(value => Object.hasOwn(codes, value.toLowerCase()));
  if (!all || !/(^|_)(states?|provinces?)(_|$)/i.test(name)) return new Map();
  return new Map(values.map(value => [value, codes[value.toLowerCase()] ?? '']));
}
