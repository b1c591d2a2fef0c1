/** Small things about words that all rules of the generator share. */

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Single blanks, typographic quotes made plain; lines stay lines. */
export const tidied = (text: string): string =>
  text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[^\S\n]+/g, ' ')
    // "revenue by month (line chart)": how it is to look, as it is written in lists.
    .replace(
      / \((?:as )?(?:an? )?((?:stacked |grouped |horizontal |vertical )?(?:bars?|columns?|lines?|pie|donut|area|tables?|map|gauge|funnel|scatter|heat ?map|pivot|number|kpi|card|list)(?: (?:chart|graph|plot|table|tile|card)s?)?)\)/gi,
      ' as a $1',
    )
    .trim();

/** What is left of a phrase when words are taken out of its middle. */
export const joined = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;])/g, '$1')
    .replace(/^[\s,;:.-]+|[\s,;:.-]+$/g, '')
    .replace(/^(?:and|but|then|also)\s+|\s+(?:and|with|as|in|at|on|of|a|an|the)$/gi, '')
    .trim();

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/** A number as people write one: 1M, $2.5 million, 1,000,000, 95%, 95 %. */
export const NUMBER = String.raw`[$€£]?\s?-?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|(?:k|m|mio|bn|b|thousand|million|billion|percent)\b)|(?![\w]))`;

/** Percents are fractions, as in the model. Undefined for what is none. */
export function numberOf(text: string): number | undefined {
  const match = /^[$€£]?\s?(-?\d[\d,]*(?:\.\d+)?)\s?([a-z]+|%)?$/i.exec(text.trim());
  if (!match) return undefined;
  const value = Number(match[1]!.replaceAll(',', ''));
  const unit = match[2]?.toLowerCase() ?? '';
  if (unit === '%' || unit === 'percent') return value / 100;
  const scale = unit === '' ? 1 : scales[unit];
  return scale === undefined || !Number.isFinite(value) ? undefined : Number((value * scale).toPrecision(15));
}

/** An id made of words; `taken` ones get a number. */
export function idOf(words: string, taken: ReadonlySet<string>): string {
  const plain = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  const base = plain === '' ? 'tile' : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}
