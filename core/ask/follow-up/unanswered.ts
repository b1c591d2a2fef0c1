import { distance } from 'fastest-levenshtein';
import { isFiller } from '../english/fillers.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import type { AnsweredTurn, PreviousTurn } from '../types.ts';
import { stemOf, type Token, tokenise } from '../words.ts';

/** Whether a turn was answered. */
export const hasPlan = (turn: PreviousTurn): turn is AnsweredTurn => turn.plan !== undefined;

/**
 * After a question that was not answered, what goes on may be about that one or about the answer before it. Only one
 * that says the unanswered question again, in other words, is about the answer before.
 * @throws Refusal for any other
 */
export function refuseAfterUnanswered(conversation: readonly PreviousTurn[], tokens: readonly Token[]): void {
  const last = conversation.at(-1);
  if (!last || hasPlan(last) || isRephrased(tokens, tokenise(last.question))) return;
  throw new Refusal(reasons.questionBeforeAnswered);
}

/** Letters in which two words of five or more may differ and still be one that was misspelt. */
const slips = 2;

/**
 * Whether a question says again, in other words or spelt otherwise, what the one before it said: they share a word
 * that means something.
 */
const isRephrased = (tokens: readonly Token[], before: readonly Token[]): boolean =>
  tokens
    .filter(hasContent)
    .some(token => before.filter(hasContent).some(other => isSameWord(token.lower, other.lower)));

/** How a question goes on from the last is no content. */
const joints = new Set('instead same other rest only another again more less each every last next previous'.split(' '));

const hasContent = ({ kind, lower }: Token): boolean => kind !== 'mark' && !isFiller(lower) && !joints.has(lower);

const isSameWord = (a: string, b: string): boolean =>
  stemOf(a) === stemOf(b) || (Math.min(a.length, b.length) >= 5 && distance(a, b) <= slips && !/\d/.test(a + b));
