import type { TileKind } from '../spec.ts';
import type { Work } from './context.ts';
import { joined, NUMBER } from './words.ts';

const ends = new RegExp(
  `,?\\s*\\b(?:(?:going|ranging|on a scale|with a scale|scaled)\\s+)?(?:from|between|of)\\s+${NUMBER}\\s*(?:to|and|until|-|–)\\s*${NUMBER}`,
  'i',
);

/** The words without the ends of a gauge's scale, "from -100 to 100", which nobody chooses: that is told. */
export function withoutScale(work: Work, words: string, kind: TileKind | undefined, request: string): string {
  const match = kind === 'gauge' ? ends.exec(` ${words}`) : null;
  if (!match) return words;
  work.refuse(
    request,
    'The ends of a gauge’s scale can’t be chosen: it holds its number, its target and zero, below zero too.',
    ['set a target, which the scale holds'],
    true,
  );
  return joined(` ${words}`.replace(match[0], ' '));
}
