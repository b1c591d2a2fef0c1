import type { Catalogue, FieldInfo } from '../catalogue.ts';
import { defaultDate } from '../dates.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { stemOf, stemsOf } from '../words.ts';
import { minor, termsOf } from './terms.ts';

/** Verbs whose noun the stemmer does not bring together with them, by the stem of the noun. */
const nominal: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(lists.nominal).map(([noun, verbs]) => [stemOf(noun), verbs.split(' ').map(stemOf)]),
);

/** Date fields by the stem of their verb: "shipped" for a ship date. */
export function verbsOf(catalogue: Catalogue): Map<string, FieldInfo[]> {
  const verbs = new Map<string, FieldInfo[]>();
  const own = new Set<string>();
  const extra = new Set(['date', 'day', 'on', 'time', 'at', 'timestamp', 'when', 'month', 'of'].map(stemOf));
  for (const field of catalogue.fields.values()) {
    if (field.kind !== 'time') continue;
    const things = stemsOf(field.dataset);
    for (const term of termsOf(field.field)) {
      const stems = stemsOf(term).filter(stem => !extra.has(stem));
      // the web ship date of web sales says when they were shipped
      const rest = stems.length === 2 && things.includes(stems[0] ?? '') ? stems.slice(1) : stems;
      const verb = rest[0];
      // the day of a check-in is no day on which anything ins
      if (rest.length !== 1 || verb === undefined || minor.has(verb)) continue;
      const nouns = [...nominal].flatMap(([noun, forms]) => (forms.includes(verb) ? [noun] : []));
      own.add(verb);
      for (const form of [verb, ...(nominal.get(verb) ?? []), ...nouns])
        verbs.set(form, [...new Set([...(verbs.get(form) ?? []), field])]);
    }
  }
  // staff who are hired are not rented, though both are a hire
  for (const [verb, [date, ...more]] of deedsOf(catalogue)) {
    if (!date || more.length > 0 || own.has(verb)) continue;
    const near = verbs.get(verb)?.filter(({ dataset }) => dataset === date.dataset) ?? [];
    verbs.set(verb, near.length > 0 ? near : [date]);
  }
  return verbs;
}

/** Rows that are called after what was done are of the day that they are counted by: "rented" is said of rentals. */
function deedsOf(catalogue: Catalogue): ReadonlyMap<string, FieldInfo[]> {
  const deeds = new Map<string, FieldInfo[]>();
  for (const dataset of catalogue.datasets.values()) {
    const date = defaultDate(catalogue, dataset.name);
    const nouns = termsOf(dataset).flatMap(term => (stemsOf(term).length === 1 ? stemsOf(term) : []));
    const verbs = new Set(nouns.flatMap(noun => nominal.get(noun) ?? []));
    if (date) for (const verb of verbs) deeds.set(verb, [...(deeds.get(verb) ?? []), date]);
  }
  return deeds;
}
