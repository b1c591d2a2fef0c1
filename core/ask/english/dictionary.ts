import type { Pace } from '../pace.ts';
import packed from './words.data.json' with { type: 'json' };

/** Words as scripts/pack-words.ts writes them: a seventh of a list of them all. */
export interface PackedWords {
  /** Ends that stems have, divided by `|`. */
  readonly endings: readonly string[];
  /**
   * Sorted stems, each as what it shares with the one before (A for nothing, B for one letter …), its further letters,
   * and the number of its endings; none for the first.
   */
  readonly stems: string;
}

/** All words of a packed list. */
export function unpackWords(list: PackedWords): Set<string> {
  const words = new Set<string>();
  for (const some of unpacked(list)) for (const word of some) words.add(word);
  return words;
}

/** The words of a packed list, stem by stem. */
function* unpacked({ endings, stems }: PackedWords): Generator<string[]> {
  const ends = endings.map(each => each.split('|'));
  let stem = '';
  for (const [, shared, rest, set] of stems.matchAll(/([A-Z])([^A-Z\d]*)(\d*)/g)) {
    stem = stem.slice(0, shared!.charCodeAt(0) - 65) + rest;
    yield (ends[Number(set)] ?? []).map(end => stem + end);
  }
}

let dictionary: ReadonlySet<string> | undefined;

/** Unpacks the list in steps with rests; not needed for {@link isEnglish}, which then does it at once. */
export async function prepareDictionary(pace: Pace): Promise<void> {
  if (dictionary) return;
  const words = new Set<string>();
  for (const some of unpacked(packed)) {
    for (const word of some) words.add(word);
    await pace.rest();
  }
  dictionary = words;
}

/** Whether it is a word of everyday English; unpacked when the first is asked for. */
export function isEnglish(lower: string): boolean {
  dictionary ??= unpackWords(packed);
  return dictionary.has(lower);
}
