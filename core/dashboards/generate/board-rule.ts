import type { Work } from './context.ts';

/**
 * Words that are about the whole dashboard: carries them out (or tells why not), or passes.
 * @param everywhere the words say that they are about all of it
 */
export type BoardRule = (work: Work, words: string, everywhere: boolean) => Promise<boolean> | boolean;
