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
export function unpackWords({ endings, stems }: PackedWords): Set<string> {
  const ends = endings.map(each => each.split('|'));
  const words = new Set<string>();
  let stem = '';
  for (const [, shared, rest, set] of stems.matchAll(/([A-Z])([^A-Z\d]*)(\d*)/g)) {
    stem = stem.slice(0, shared!.charCodeAt(0) - 65) + rest;
    for (const end of ends[Number(set)] ?? []) words.add(stem + end);
  }
  return words;
}

let dictionary: ReadonlySet<string> | undefined;

/** Whether it is a word of everyday English; unpacked when the first is asked for. */
export function isEnglish(lower: string): boolean {
  dictionary ??= unpackWords(packed);
  return dictionary.has(lower);
}
