import type { Catalogue, FieldInfo } from './catalogue.ts';
import type { Candidate } from './chunks.ts';
import { nameWords, stemOf, stemsOf } from './words.ts';

/**
 * The words of a model: every way in which a metric, field or dataset may be named, as stems. Names, labels
 * and synonyms count in full; forms derived from them (without a generic word such as "amount", without the
 * entity they belong to) count less, so that what the author wrote always wins.
 */
export interface Lexicon {
  /** Meanings of a run of stems in any order; another order than the author's counts less, least when no "of" joins them. */
  lookup(stems: readonly string[], joined: boolean, written?: readonly string[]): readonly (Candidate & Term)[];
  /** Longest term, in stems. */
  readonly longest: number;
  /** Every stem that occurs. */
  readonly stems: ReadonlySet<string>;
  /** Words as the author wrote them, for spelling and for telling a noun from a verb of the same stem. */
  readonly words: ReadonlySet<string>;
  /** Time fields by the verb of their name: ship for ship_date. */
  readonly verbs: ReadonlyMap<string, readonly FieldInfo[]>;
  /** Nouns that name an entity (dataset terms of one word), with their datasets. */
  readonly entities: ReadonlyMap<string, readonly string[]>;
}

interface Entry {
  readonly candidate: Candidate;
  readonly stems: readonly string[];
  /** The words as the author wrote them, small ones too. */
  readonly words: readonly string[];
  /** The stems are of every word, small ones too. */
  readonly whole?: boolean;
}

/** How a word of a question stands to the author's: the same but for its number, a verb form of it, or another word. */
type Form = 'same' | 'participle' | 'gerund' | 'other';

export interface Term {
  readonly ordered: boolean;
  readonly whole: boolean;
  readonly form: Form;
}

const generic = new Set(
  [
    'amount',
    'number',
    'count',
    'total',
    'value',
    'name',
    'quantity',
    'date',
    'day',
    'id',
    'code',
    'key',
    'price',
    'rate',
    'time',
    'minutes',
    'hours',
  ].map(stemOf),
);
/** Verbs of trade that add nothing to a thing that is counted: units sold are units. */
const trade = new Set(
  ['sold', 'sell', 'bought', 'buy', 'placed', 'made', 'given', 'earned', 'received', 'purchased'].map(stemOf),
);
/** Words whose loss changes nothing but grammar. */
const minor = new Set(['of', 'the', 'a', 'an', 'on', 'in', 'at', 'for', 'to']);

export function createLexicon(catalogue: Catalogue): Lexicon {
  const entries: Entry[] = [];
  const wholes: Entry[] = [];
  const words = new Set<string>();
  const add = (candidate: Candidate, phrase: string) => {
    const all = nameWords(phrase);
    for (const word of all) words.add(word);
    const stems = stemsOf(all.filter(word => !minor.has(word) || all.length === 1).join(' '));
    if (stems.length === 0 || stems.length > 8) return;
    // "shipped on" names a date as a verb does: too little to be its name
    const verbal =
      stems.length === 1 && all.length > 1 && candidate.kind === 'field' && candidate.field.kind === 'time';
    entries.push({ candidate: verbal ? { ...candidate, weight: 0.66 } : candidate, stems, words: all });
    // "on time rate" is asked for with its "on", which is no small word of the question
    const whole = stemsOf(phrase);
    const parts = all.length > 1 && all.some(word => minor.has(word)) && !minor.has(all.at(-1) ?? '');
    if (parts && whole.length <= 8) wholes.push({ candidate, stems: whole, words: all, whole: true });
  };
  const entities = new Map([...headNouns(catalogue), ...entityNouns(catalogue)]);
  for (const metric of catalogue.metrics.values())
    for (const phrase of termsOf(metric.metric)) add({ kind: 'metric', metric: metric.name, weight: 1 }, phrase);
  for (const field of catalogue.fields.values()) {
    for (const phrase of termsOf(field.field)) add({ kind: 'field', field, weight: 1 }, phrase);
    for (const phrase of qualifiedTerms(catalogue, field)) add({ kind: 'field', field, weight: 0.95 }, phrase);
  }
  for (const dataset of catalogue.datasets.values())
    for (const phrase of termsOf(dataset)) add({ kind: 'dataset', dataset: dataset.name, weight: 0.97 }, phrase);
  for (const [stem, [dataset]] of headNouns(catalogue))
    if (dataset !== undefined)
      entries.push({ candidate: { kind: 'dataset', dataset, weight: 0.92 }, stems: [stem], words: [] });
  // "depart" for a departure date: a verb that only a period can follow
  for (const [stem, fields] of verbsOf(catalogue))
    if (!entries.some(entry => entry.stems.length === 1 && entry.stems[0] === stem))
      for (const field of fields)
        entries.push({ candidate: { kind: 'field', field, weight: 0.66 }, stems: [stem], words: [] });
  const written = new Set(entries.map(entry => keyOf(entry.stems)));
  for (const entry of [...entries]) entries.push(...derived(entry, entities, written));
  return index([...entries, ...wholes], words, verbsOf(catalogue), entities);
}

const keyOf = (stems: readonly string[]): string => [...stems].sort().join(' ');

const termsOf = (described: {
  name: string;
  label?: string | undefined;
  aiContext: { synonyms: readonly string[] };
}): string[] => [
  ...new Set(
    [
      described.name.replaceAll('_', ' '),
      ...(described.label ? [described.label] : []),
      ...described.aiContext.synonyms,
    ]
      .map(t => t.trim())
      .filter(Boolean),
  ),
];

/** "order status" for status of orders, where the name does not say it. */
function qualifiedTerms(catalogue: Catalogue, field: FieldInfo): string[] {
  const dataset = catalogue.datasets.get(field.dataset);
  if (!dataset) return [];
  const owners = termsOf(dataset).filter(term => nameWords(term).length <= 2);
  const own = termsOf(field.field).filter(term => !nameWords(term).some(word => minor.has(word)));
  return owners.flatMap(owner =>
    own.filter(term => !stemsOf(owner).some(stem => stemsOf(term).includes(stem))).map(term => `${owner} ${term}`),
  );
}

/** "jobs" for maintenance jobs, where nothing else is called so. */
function headNouns(catalogue: Catalogue): Map<string, readonly string[]> {
  const own = entityNouns(catalogue);
  const heads = new Map<string, Set<string>>();
  for (const dataset of catalogue.datasets.values())
    for (const term of termsOf(dataset)) {
      const words = nameWords(term);
      const last = words.at(-1) ?? '';
      if (words.length < 2 || words.some(word => minor.has(word)) || !/[^su]s$/.test(last)) continue;
      heads.set(stemOf(last), new Set([...(heads.get(stemOf(last)) ?? []), dataset.name]));
    }
  return new Map(
    [...heads].filter(([stem, datasets]) => datasets.size === 1 && !own.has(stem)).map(([stem, d]) => [stem, [...d]]),
  );
}

/** One-word names of datasets: order, customer, supplier … */
function entityNouns(catalogue: Catalogue): Map<string, string[]> {
  const nouns = new Map<string, string[]>();
  for (const dataset of catalogue.datasets.values())
    for (const term of termsOf(dataset)) {
      const stems = stemsOf(term);
      const stem = stems[0];
      if (stems.length === 1 && stem !== undefined)
        nouns.set(stem, [...new Set([...(nouns.get(stem) ?? []), dataset.name])]);
    }
  return nouns;
}

/** Shorter forms: without generic nouns, without the entity the field belongs to. */
function derived(
  entry: Entry,
  entities: ReadonlyMap<string, readonly string[]>,
  written: ReadonlySet<string>,
): Entry[] {
  if (entry.stems.length < 2 || entry.candidate.kind === 'dataset') return [];
  const out: Entry[] = [];
  const offer = (stems: readonly string[], weight: number) => {
    if (
      stems.some(stem => !trade.has(stem)) &&
      stems.length < entry.stems.length &&
      !(entry.candidate.kind === 'metric' && written.has(keyOf(stems)))
    )
      out.push({ candidate: { ...entry.candidate, weight }, stems, words: entry.words });
  };
  const bare = entry.stems.filter((stem, i) => !generic.has(stem) && !(stem === 'no' && i > 0));
  offer(bare, 0.7);
  if (entry.candidate.kind === 'metric')
    offer(
      entry.stems.filter(stem => !trade.has(stem)),
      0.8,
    );
  if (entry.candidate.kind === 'field') {
    const head = entry.stems.at(-1);
    if (head !== undefined && !generic.has(head) && !entities.has(head) && entry.candidate.field.kind === 'text')
      offer([head], 0.62);
    const withoutEntity = entry.stems.filter(stem => !entities.has(stem));
    offer(withoutEntity, withoutEntity.every(stem => generic.has(stem)) ? 0.6 : 0.85);
    offer(
      withoutEntity.filter(stem => !generic.has(stem)),
      0.65,
    );
  }
  return out;
}

/** Verbs whose noun the stemmer does not bring together with them, by the stem of the noun. */
const nominal: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    departure: 'depart leave',
    arrival: 'arrive land',
    delivery: 'deliver',
    payment: 'pay',
    shipment: 'ship',
    receipt: 'receive',
    resolution: 'resolve',
    response: 'respond answer',
    creation: 'create',
    signup: 'sign',
    completion: 'complete finish',
    closing: 'close finish',
    closure: 'close finish',
    opening: 'open',
    cancellation: 'cancel',
    renewal: 'renew',
    expiry: 'expire',
    flight: 'fly',
    sale: 'sell',
    purchase: 'buy',
    birth: 'bear',
    hiring: 'hire',
    dispatch: 'send',
    return: 'return',
    invoice: 'bill',
    approval: 'approve',
  }).map(([noun, verbs]) => [stemOf(noun), verbs.split(' ').map(stemOf)]),
);

function verbsOf(catalogue: Catalogue): Map<string, FieldInfo[]> {
  const verbs = new Map<string, FieldInfo[]>();
  const extra = new Set(['date', 'day', 'on', 'time', 'at', 'timestamp', 'when', 'month', 'of'].map(stemOf));
  for (const field of catalogue.fields.values()) {
    if (field.kind !== 'time') continue;
    for (const term of termsOf(field.field)) {
      const rest = stemsOf(term).filter(stem => !extra.has(stem));
      const verb = rest[0];
      if (rest.length !== 1 || verb === undefined) continue;
      const nouns = [...nominal].flatMap(([noun, forms]) => (forms.includes(verb) ? [noun] : []));
      for (const form of [verb, ...(nominal.get(verb) ?? []), ...nouns])
        verbs.set(form, [...new Set([...(verbs.get(form) ?? []), field])]);
    }
  }
  return verbs;
}

function index(
  entries: readonly Entry[],
  words: ReadonlySet<string>,
  verbs: Lexicon['verbs'],
  entities: Lexicon['entities'],
): Lexicon {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) byKey.set(keyOf(entry.stems), [...(byKey.get(keyOf(entry.stems)) ?? []), entry]);
  const stems = new Set(entries.flatMap(entry => entry.stems));
  return {
    longest: Math.max(1, ...entries.map(entry => entry.stems.length)),
    stems,
    words,
    verbs,
    entities,
    lookup(run, joined, written = []) {
      const best = new Map<string, Candidate & Term>();
      for (const entry of byKey.get(keyOf(run)) ?? []) {
        const ordered = entry.stems.every((stem, i) => stem === run[i]);
        const form = formOf(entry, written);
        if (form === 'other') continue;
        if (countsPlural(written) && !ordered && entry.candidate.kind === 'field') continue;
        const weight =
          entry.candidate.weight * (ordered ? 1 : joined ? 0.93 : 0.88) * (isSingular(entry, written) ? 0.88 : 1);
        const id = idOf(entry.candidate);
        const known = best.get(id);
        if (!known || known.weight < weight || (known.weight === weight && form === 'same'))
          best.set(id, { ...entry.candidate, weight, ordered, form, whole: entry.whole === true });
      }
      return [...best.values()].sort((a, b) => b.weight - a.weight);
    },
  };
}

/** Endings that make another word of a stem: profitability is not profit. */
const otherWord = /(ability|able|ably|ness|ful|less|ship|ative|ist|ism)s?$/;

/** "number of lines" counts; it is no line number. */
const countsPlural = (written: readonly string[]): boolean =>
  /^(number|count)$/.test(written[0] ?? '') && written[1] === 'of';

/** "number of order" of "number of order lines", where the author wrote orders. */
const isSingular = (entry: Entry, written: readonly string[]): boolean => {
  const [said, own] = [written.at(-1) ?? '', entry.words.at(-1) ?? ''];
  return countsPlural(written) && own === `${said}s`;
};

function formOf(entry: Entry, written: readonly string[]): Form {
  if (entry.words.length === 0) return 'same';
  let form: Form = 'same';
  for (const word of written) {
    const own = entry.words.filter(other => stemOf(other) === stemOf(word));
    if (own.length === 0 || own.includes(word)) continue;
    if (!own.some(other => otherWord.test(other) === otherWord.test(word))) return 'other';
    if (/(ed|en)$/.test(word) && !own.some(other => /(ed|en)$/.test(other))) form = 'participle';
    else if (/ing$/.test(word) && form === 'same' && !own.some(other => /ings?$/.test(other))) form = 'gerund';
  }
  return form;
}

export function idOf(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'metric':
      return `metric ${candidate.metric}`;
    case 'field':
      return `field ${candidate.field.id}`;
    case 'dataset':
      return `dataset ${candidate.dataset}`;
    case 'value':
      return `value ${candidate.field.id} ${candidate.values.join('|')}`;
  }
}
