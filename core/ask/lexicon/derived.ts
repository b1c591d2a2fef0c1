import { isFunctionWord } from '../english/fillers.ts';
import { stemOf } from '../words.ts';
import { type Entry, keyOf } from './entry.ts';

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

/** Which of several: no short name of the last count. */
const ends = new Set(['last', 'first', 'next', 'previous', 'latest', 'earliest', 'newest', 'oldest'].map(stemOf));

/** Shorter forms: without generic nouns, without the entity the field belongs to. */
export function derived(
  entry: Entry,
  entities: ReadonlyMap<string, readonly string[]>,
  written: ReadonlySet<string>,
): Entry[] {
  if (entry.stems.length < 2 || entry.candidate.kind === 'dataset') return [];
  const out: Entry[] = [];
  const small = new Set(entry.words.filter(isFunctionWord).map(stemOf));
  const offer = (stems: readonly string[], weight: number) => {
    // what is "paid with" is not called with, nor "active or ended" ended
    if (
      stems.every(stem => small.has(stem) || ends.has(stem)) ||
      (stems.length < entry.stems.length && entry.words.includes('or'))
    )
      return;
    if (
      stems[0] !== 'per' &&
      stems.some(stem => !trade.has(stem)) &&
      stems.length < entry.stems.length &&
      !(entry.candidate.kind === 'metric' && written.has(keyOf(stems)))
    )
      out.push({ candidate: { ...entry.candidate, weight }, stems, words: entry.words });
  };
  const bare = entry.stems.filter((stem, i) => !generic.has(stem) && !(stem === 'no' && i > 0));
  offer(bare, 0.7);
  if (entry.candidate.kind === 'metric') {
    offer(
      entry.stems.filter(stem => !trade.has(stem)),
      0.8,
    );
    // "margin" of the procedure margin
    const [owner, ...own] = entry.stems;
    if (owner !== undefined && entities.has(owner) && own.length === 1 && own.some(stem => !generic.has(stem)))
      offer(own, 0.8);
  }
  if (entry.candidate.kind === 'field') {
    const head = entry.stems.at(-1);
    if (head !== undefined && !generic.has(head) && !entities.has(head) && entry.candidate.field.kind === 'text')
      offer([head], 0.62);
    const { dataset } = entry.candidate.field;
    const withoutOwner = entry.stems.filter(stem => !entities.get(stem)?.includes(dataset));
    const withoutEntity = entry.stems.filter(stem => !entities.has(stem));
    for (const stems of [withoutOwner, withoutEntity])
      offer(stems, stems.every(stem => generic.has(stem)) ? 0.6 : 0.85);
    offer(
      withoutEntity.filter(stem => !generic.has(stem)),
      0.65,
    );
  }
  return out;
}
