import { type AddOptions, addContent } from './add.ts';
import { withAfterthoughts } from './afterthoughts.ts';
import { tellParted } from './asked-as-one.ts';
import { filters } from './board-filters.ts';
import type { Work } from './context.ts';
import { groupedList } from './list-grouped.ts';
import { andParts, commaParts, sentencesOf } from './split.ts';
import { tidied } from './words.ts';

/** Adds what words ask for, tiles and filters: "a table of margin by region, red below 20 %, with a filter for country". */
export async function addComponents(work: Work, words: string, options: AddOptions): Promise<void> {
  for (const sentence of sentencesOf(tidied(words))) {
    if (await filters(work, sentence, false)) continue;
    const { parts: pieces } = withAfterthoughts(commaParts(sentence), undefined, work.reader.now);
    const list = await groupedList(pieces, work.reader);
    tellParted(work, list.parted);
    for (const piece of list.parts) {
      if (await filters(work, piece.replace(/^with\s+/i, ''), false)) continue;
      const { parts, parted } = list.whole.has(piece)
        ? { parts: [piece], parted: [] }
        : await andParts(piece, work.reader, false);
      tellParted(work, parted);
      for (const part of parts) await addContent(work, part, options);
    }
  }
}
