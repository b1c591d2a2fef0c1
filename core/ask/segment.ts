import type { Chunk } from './chunks.ts';
import { joinPhrasalVerbs } from './english/phrasal-verbs.ts';
import type { Lexicon } from './lexicon/lookup.ts';
import { chunksAt } from './segment/chunks-at.ts';
import { withExclusionBefore } from './segment/excluded-behind.ts';
import { withoutHeading } from './segment/headings.ts';
import { spell } from './segment/respell.ts';
import { withComing } from './segment/still-to-come.ts';
import { withoutSigns } from './segment/written-signs.ts';
import type { Correction } from './spelling.ts';
import type { ValueIndex } from './values.ts';
import type { Token } from './words.ts';

/** Covers a question with the chunks that explain most of it. */
export interface Segmentation {
  readonly tokens: readonly Token[];
  readonly chunks: readonly Chunk[];
  readonly corrections: readonly Correction[];
}

/** Splits a question into the chunks that together are worth most. */
export function segment(raw: readonly Token[], lexicon: Lexicon, values: ValueIndex, now: Date): Segmentation {
  const plain = withComing(withExclusionBefore(withoutSigns(withoutHeading(raw, lexicon, values), lexicon)));
  const said = joinPhrasalVerbs(plain, lexicon);
  const { tokens, corrections } = spell(said, lexicon, values);
  return { tokens, chunks: cover(tokens, lexicon, values, now), corrections };
}

/** The chunk read as smaller ones; undefined when that leaves a word unknown. */
export function splitChunk(
  chunk: Chunk,
  tokens: readonly Token[],
  lexicon: Lexicon,
  values: ValueIndex,
  now: Date,
): readonly Chunk[] | undefined {
  const length = chunk.end - chunk.start;
  if (length < 2) return undefined;
  const parts = cover(tokens.slice(chunk.start, chunk.end), lexicon, values, now, length - 1);
  return parts.some(part => part.kind === 'unknown')
    ? undefined
    : parts.map(part => ({ ...part, start: part.start + chunk.start, end: part.end + chunk.start }));
}

/** The best cover by chunks of at most so many tokens. */
function cover(
  tokens: readonly Token[],
  lexicon: Lexicon,
  values: ValueIndex,
  now: Date,
  longest = Number.POSITIVE_INFINITY,
): Chunk[] {
  const best: { score: number; from: number; chunk?: Chunk }[] = Array.from({ length: tokens.length + 1 }, () => ({
    score: Number.NEGATIVE_INFINITY,
    from: -1,
  }));
  const first = best[0];
  if (first) first.score = 0;
  for (let start = 0; start < tokens.length; start++) {
    const base = best[start]?.score ?? Number.NEGATIVE_INFINITY;
    for (const { chunk, score } of chunksAt(tokens, start, lexicon, values, now)) {
      if (chunk.end - chunk.start > longest) continue;
      const target = best[chunk.end];
      if (target && base + score > target.score) best[chunk.end] = { score: base + score, from: start, chunk };
    }
  }
  const chunks: Chunk[] = [];
  for (let at = tokens.length; at > 0; ) {
    const step = best[at];
    if (!step?.chunk) break;
    chunks.unshift(step.chunk);
    at = step.from;
  }
  return chunks;
}
