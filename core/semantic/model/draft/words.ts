/** Abbreviations of column names that have one meaning. */
const LONG_FORMS: Readonly<Record<string, string>> = {
  qty: 'quantity',
  amt: 'amount',
  cust: 'customer',
  prod: 'product',
  supp: 'supplier',
  dt: 'date',
  nbr: 'number',
  num: 'number',
  wh: 'warehouse',
  addr: 'address',
  cat: 'category',
  pct: 'percentage',
  avg: 'average',
  dept: 'department',
  emp: 'employee',
  acct: 'account',
  mfr: 'manufacturer',
  desc: 'description',
  lat: 'latitude',
  lon: 'longitude',
  lng: 'longitude',
};

const ACRONYMS = new Set(['id', 'sku', 'url', 'vat', 'ean', 'gtin', 'upc', 'iban', 'usd', 'eur', 'gbp', 'uom', 'zip']);

/** The words of a name, lower case: `OrderDate`, `order_date` and `Order Date` are the same. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');

/** The words with abbreviations written out. */
export const longWordsOf = (name: string): readonly string[] =>
  wordsOf(name).map(word => (Object.hasOwn(LONG_FORMS, word) ? LONG_FORMS[word]! : word));

/** The singular of an English plural, good enough for table names; the word itself when it looks like none. */
export function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is|news|series|species)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(?:ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}

/** The plural of an English noun; the word itself when it is one already. */
export function plural(word: string): string {
  if (singular(word) !== word || word.endsWith('series') || word.endsWith('news')) return word;
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(?:ch|sh|x|s|z)$/.test(word) ? `${word}es` : `${word}s`;
}

/** The words of a table's name with the last in singular: what one row is called. */
export function entityWords(table: string): readonly string[] {
  // Prefixes of warehouse layers say nothing about what a row is.
  const words = longWordsOf(table).filter((word, index) => index > 0 || !/^(?:dim|fact|fct|stg|raw|tbl)$/.test(word));
  // A header is the thing itself; its lines are something else.
  if (words.length > 1 && /^(?:header|head|hdr|master|table)s?$/.test(words.at(-1)!)) words.pop();
  const last = words.at(-1);
  return last === undefined ? [table.toLowerCase()] : [...words.slice(0, -1), singular(last)];
}

/** A label for people: `Order date`, `Customer ID`. */
export function labelOf(name: string): string {
  const text = longWordsOf(name)
    .map(word => (ACRONYMS.has(word) ? word.toUpperCase() : word))
    .join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
