import { comparisons, comparisonsToYear } from './period-comparisons.ts';
import { each, type Phrase, type PhraseEntry } from './phrase.ts';
import written from './phrases.data.json' with { type: 'json' };

/** Phrases as they are written down: what they ask for, and the words, parted by |, that all ask for it. */
export interface WrittenPhrases {
  readonly asks: Phrase;
  readonly words: string;
}

/**
 * Fixed phrases of the grammar. Longest match wins; the model's own terms win over a phrase of equal length. The file
 * holds them in the order of what they say: amounts, conditions, comparisons, and all else.
 */
const table: readonly PhraseEntry[] = [
  ...(written as unknown as readonly WrittenPhrases[]).flatMap(({ asks, words }) => each(words, asks)),
  ...each(comparisons('month|quarter|week|day|period'), { kind: 'previous', with: 'previousPeriod' }),
  ...each(comparisonsToYear(), { kind: 'previous', with: 'previousYear' }),
];

/** Phrases by their first word, longest first. */
export const phrases: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly phrase: Phrase }[]> =
  (() => {
    const index = new Map<string, { words: readonly string[]; phrase: Phrase }[]>();
    for (const [text, phrase] of table) {
      const words = text.match(/[a-z]+|[<>=]+|%/g) ?? [];
      const first = words[0];
      if (first === undefined) continue;
      const entries = index.get(first) ?? [];
      entries.push({ words, phrase });
      index.set(first, entries);
    }
    for (const entries of index.values()) entries.sort((a, b) => b.words.length - a.words.length);
    return index;
  })();
