import type { Turn } from '../../core/ports/stores.ts';
import type { Item, Key } from './table.ts';

/** Keys and items of conversations: a turn by itself, and where it stands in its conversation and in its user's history. */

export const turnKey = (queryId: string): Key => ({ pk: `turn#${queryId}`, sk: 'turn' });
export const conversationKey = (sessionId: string): string => `conversation#${sessionId}`;
export const historyKey = (username: string): string => `history#${username}`;
export const partKey = (queryId: string, version: string, index: number): Key => ({
  pk: `turn#${queryId}`,
  sk: `answer#${version}#${String(index).padStart(5, '0')}`,
});

/** Text as the search sees it: no matter the letter case and accents. */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The answer without its rows: what a list of turns shows. */
export function outlineOf(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('results' in answer)) return answer;
  return { ...answer, results: null };
}

/** A turn's own members, as they are stored. */
export const members = ({ answer: _, ...turn }: Turn): Omit<Turn, 'answer'> => turn;

export function turnOf(item: Item, answer: unknown): Turn {
  return {
    queryId: String(item['queryId']),
    sessionId: String(item['sessionId']),
    username: String(item['username']),
    persona: String(item['persona']),
    askedAt: String(item['askedAt']),
    question: String(item['question']),
    status: String(item['status']) as Turn['status'],
    ...(answer === undefined ? {} : { answer }),
  };
}
