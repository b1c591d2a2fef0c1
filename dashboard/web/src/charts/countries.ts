import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };

/** A country by its numeric code of ISO 3166-1, three digits, as geometries have it. */
export type CountryCode = string;

/** Names that people write and no list of the standard has. */
const ALIASES: Readonly<Record<string, string>> = {
  holland: 'NL',
  uae: 'AE',
  drc: 'CD',
  'korea south': 'KR',
  'korea north': 'KP',
  prc: 'CN',
  'mainland china': 'CN',
  'hong kong sar': 'HK',
  macau: 'MO',
  'cote divoire': 'CI',
  bosnia: 'BA',
  'slovak republic': 'SK',
  macedonia: 'MK',
  burma: 'MM',
  swaziland: 'SZ',
  'cape verde': 'CV',
  'east timor': 'TL',
  vatican: 'VA',
  trinidad: 'TT',
  'congo brazzaville': 'CG',
  'congo kinshasa': 'CD',
};

/** A name without case, accents, points, articles and the ways to write "and" and "saint". */
function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[’'.]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/\bthe\b/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

interface Atlas {
  readonly byCode: ReadonlyMap<string, CountryCode>;
  readonly byName: ReadonlyMap<string, CountryCode>;
  readonly alpha2: ReadonlyMap<CountryCode, string>;
}

const atlases = new Map<string, Atlas>();

/** Names in English, and in the viewer's languages as the browser knows them. */
function atlasOf(locales: readonly string[]): Atlas {
  const key = locales.join(' ');
  const known = atlases.get(key);
  if (known !== undefined) return known;
  const byCode = new Map<string, CountryCode>();
  const byName = new Map<string, CountryCode>();
  const alpha2 = new Map<CountryCode, string>();
  const shared = new Set<string>();
  const names = [...locales, 'en'].map(locale => new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' }));
  const listed: Readonly<Record<string, string | readonly string[]>> = english.countries;
  for (const [two, three, numeric] of codes) {
    if (two === undefined || three === undefined || numeric === undefined) continue;
    for (const code of [two, three, numeric, String(Number(numeric))]) byCode.set(code, numeric);
    alpha2.set(numeric, two);
    const called = [listed[two] ?? [], names.map(one => one.of(two) ?? [])].flat(2);
    for (const name of called.map(plainName)) {
      // Two countries of one name are none: Congo.
      if ((byName.get(name) ?? numeric) !== numeric) shared.add(name);
      byName.set(name, numeric);
    }
  }
  for (const name of shared) byName.delete(name);
  for (const [name, two] of Object.entries(ALIASES)) {
    const code = byCode.get(two);
    if (code !== undefined) byName.set(plainName(name), code);
  }
  const atlas = { byCode, byName, alpha2 };
  atlases.set(key, atlas);
  return atlas;
}

/**
 * The country of a value: a code of ISO 3166-1 (two or three letters, or the number) or a name in English or one of
 * `locales`, in any usual spelling. Undefined for what is no country; nothing is guessed.
 */
export function countryOf(value: string, locales: readonly string[] = []): CountryCode | undefined {
  const text = value.trim();
  if (text === '') return undefined;
  const { byCode, byName } = atlasOf(locales);
  return byCode.get(text.toUpperCase()) ?? byName.get(plainName(text));
}

/** The name of a country for people. */
export function countryName(code: CountryCode, locale?: string): string {
  const two = atlasOf([]).alpha2.get(code);
  return (two && new Intl.DisplayNames(locale ?? [], { type: 'region' }).of(two)) ?? code;
}
