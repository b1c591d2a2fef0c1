import { isPhrase } from '../chunks.ts';
import type { State } from './state.ts';

/** "which baker offers rye bread at the lowest price": who has it was asked, and right behind stands what they have. */
export function isOffered({ draft, chunks, at }: State, word: string): boolean {
  const { subject, subjectIs } = draft;
  if (!/^(offers?|stocks?|provides?|keeps?)$/.test(word)) return false;
  const next = chunks.slice(at + 1).find(c => c.kind !== 'filler');
  // "the lowest price for rye bread"
  const names = next?.kind === 'terms' || isPhrase(next, 'superlative');
  return subject?.kind === 'entity' && subject.at === at - 1 && subjectIs === 'which' && names;
}
