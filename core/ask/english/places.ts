/** Other names of places in English: acronyms, short names and the adjectives of nations. */

/** Initials of a name of several words: united kingdom is uk. */
export function acronymOf(words: readonly string[]): string | undefined {
  const main = words.filter(word => !/^(of|the|and)$/.test(word));
  if (main.length < 2 || main.length > 5 || main.some(word => /^\d/.test(word))) return undefined;
  return main.map(word => word[0]).join('');
}

const names: Readonly<Record<string, string>> = {
  'united states': 'usa us america american americans u s a|united states of america',
  'united states of america': 'usa us america american|united states',
  'united kingdom': 'uk gb british britain|great britain',
  germany: 'german germans de',
  france: 'french fr',
  spain: 'spanish es',
  italy: 'italian italians it',
  netherlands: 'dutch holland nl',
  belgium: 'belgian',
  switzerland: 'swiss ch',
  austria: 'austrian',
  poland: 'polish',
  portugal: 'portuguese',
  sweden: 'swedish',
  norway: 'norwegian',
  denmark: 'danish',
  finland: 'finnish',
  ireland: 'irish',
  greece: 'greek',
  turkey: 'turkish',
  russia: 'russian russians|russian federation',
  ukraine: 'ukrainian',
  romania: 'romanian',
  hungary: 'hungarian',
  'czech republic': 'czech czechia',
  czechia: 'czech',
  slovakia: 'slovak',
  bulgaria: 'bulgarian',
  croatia: 'croatian',
  serbia: 'serbian',
  china: 'chinese cn',
  japan: 'japanese jp',
  india: 'indian',
  'south korea': 'korean',
  korea: 'korean',
  vietnam: 'vietnamese',
  thailand: 'thai',
  indonesia: 'indonesian',
  malaysia: 'malaysian',
  singapore: 'singaporean',
  philippines: 'filipino philippine',
  australia: 'australian aus',
  'new zealand': 'nz',
  canada: 'canadian',
  mexico: 'mexican',
  brazil: 'brazilian',
  argentina: 'argentinian argentine',
  chile: 'chilean',
  colombia: 'colombian',
  peru: 'peruvian',
  egypt: 'egyptian',
  morocco: 'moroccan',
  algeria: 'algerian',
  kenya: 'kenyan',
  ethiopia: 'ethiopian',
  nigeria: 'nigerian',
  mozambique: 'mozambican',
  'south africa': 'sa|south african',
  'saudi arabia': 'saudi ksa',
  iran: 'iranian',
  iraq: 'iraqi',
  jordan: 'jordanian',
  israel: 'israeli',
  'united arab emirates': 'uae emirati',
  europe: 'european eu',
  asia: 'asian',
  africa: 'african',
  america: 'american',
  'north america': 'na',
  'latin america': 'latam',
  'middle east': 'mideast|middle eastern',
  emea: 'emea',
  apac: 'apac',
};

/** Folded other names of a folded place name. */
export function countryNames(value: string): readonly string[] {
  const entry = Object.hasOwn(names, value) ? names[value] : undefined;
  if (!entry) return [];
  const [words, phrase] = entry.split('|');
  return [...(words ?? '').split(' ').filter(Boolean), ...(phrase ? [phrase] : [])];
}
