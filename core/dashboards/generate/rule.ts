import type { Work } from './context.ts';
import type { NotFound } from './refer.ts';

/** Words that change a dashboard: carries them out (or tells why not), or passes. */
export type Rule = (work: Work, words: string) => Promise<boolean> | boolean;

export const tell = (work: Work, words: string, { reason, nearest }: NotFound): true => {
  work.refuse(words, reason, nearest);
  return true;
};
