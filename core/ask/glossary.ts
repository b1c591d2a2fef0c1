import type { FieldInfo } from './catalogue.ts';

/** Codes longer than this are words already. */
const LONGEST_CODE = 8;
/** A field with more values is no list of codes that a description explains. */
const MOST_CODES = 60;

/**
 * What the codes of a field stand for, as its description says: "HO hotels, HC hospitals", "1 = open; 2 = closed",
 * "hotels (HO)". Of codes that only a space parts from their meaning most must be explained so, as in prose
 * a word stands behind every other.
 */
export function glossaryOf(field: FieldInfo, values: readonly string[]): ReadonlyMap<string, readonly string[]> {
  if (values.length > MOST_CODES) return new Map();
  const sexes = values.flatMap(value => {
    const nouns = peopleOf[value.toLowerCase()];
    return nouns ? [[value, nouns] as const] : [];
  });
  if (sexes.length === 2) return new Map(sexes);
  const codes = values.filter(value => /^[\p{L}\p{N}_+-]+$/u.test(value) && value.length <= LONGEST_CODE);
  const text = [field.field.description ?? '', field.field.aiContext.instructions ?? ''].join('. ');
  if (codes.length === 0 || codes.length < values.length * 0.8) return new Map();
  // most fields explain nothing: they are passed by before any pattern is made
  if (codes.filter(code => text.includes(code)).length < codes.length * 0.5) return new Map();
  for (const sign of signs) {
    const found = new Map<string, string[]>();
    for (const code of codes) {
      const meaning = sign.meaning(text, code, codes);
      const phrases = meaning === undefined ? [] : phrasesOf(meaning);
      if (phrases.length > 0) found.set(code, phrases);
    }
    if (found.size >= Math.max(1, sign.least * codes.length)) return found;
  }
  return new Map();
}

/** What people of either sex are called. */
const peopleOf: Readonly<Record<string, readonly string[]>> = {
  male: ['man', 'men', 'gentlemen'],
  female: ['woman', 'women', 'ladies'],
};

interface Sign {
  /** The part of the codes that must be explained in this way. */
  readonly least: number;
  readonly meaning: (text: string, code: string, codes: readonly string[]) => string | undefined;
}

const escaped = (code: string): string => code.replaceAll('+', '\\+');

/** Up to the next separator, or the next code. */
const behind = (sign: string, least: number): Sign => ({
  least,
  meaning: (text, code, codes) => {
    const others = codes.map(escaped).join('|');
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}_])['"\`]?${escaped(code)}['"\`]?${sign}(.+?)(?=[,;.()]|\\s+(?:and|or)\\s+['"\`]?(?:${others})(?![\\p{L}\\p{N}_])|$)`,
      'u',
    );
    return pattern.exec(text)?.[1];
  },
});

const signs: readonly Sign[] = [
  behind('\\s*(?:=|:|→|–|—|\\s-\\s)\\s*', 0.5),
  behind('\\s+(?:means|stands for|meaning|for|is)\\s+', 0.5),
  behind('\\s*\\(', 0.5),
  {
    least: 0.5,
    meaning: (text, code) =>
      new RegExp(`([^,;.:()]+?)\\s*\\(['"\`]?${escaped(code)}['"\`]?\\)`, 'u')
        .exec(text)?.[1]
        ?.replace(/^ *(and|or) /, ''),
  },
  behind('\\s+', 0.75),
];

/** "hospitals and care homes": as a whole, and each of them. */
function phrasesOf(meaning: string): string[] {
  const whole = meaning
    .trim()
    .replace(/^(the|a|an|is|was|when|if|it|for) /i, '')
    .trim();
  const parts = whole.split(/\s+(?:and|or)\s+|\s*\/\s*/).map(part => part.trim());
  return [...new Set([whole, ...parts])].filter(phrase => /^\p{L}/u.test(phrase) && phrase.split(/\s+/).length <= 5);
}
