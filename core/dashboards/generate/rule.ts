import type { Work } from './context.ts';
import type { NotFound } from './refer.ts';

/** Words that change a dashboard: carries them out (or tells why not), or passes. */
export type Rule = (work: Work, words: string) => Promise<boolean> | boolean;

/** What can't be done, with the words that would do it: of tiles that may be meant, the command with the name of each. */
export const tell = (work: Work, words: string, { reason, nearest, said }: NotFound): true => {
  const command = said !== undefined && words.includes(said) ? words : undefined;
  work.refuse(words, reason, command ? nearest.map(title => command.replace(said!, title)) : nearest);
  return true;
};
