import { cleanQuestion } from '../../core/answer/question.ts';
import type { Answer } from '../../core/answer/types.ts';
import type { PreviousTurn } from '../../core/ask/types.ts';
import { isSophiaError } from '../../core/errors.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Cell } from '../../core/ports/query-engine.ts';
import type { Platform } from '../../local/platform.ts';
import { sameTable } from './compare.ts';
import type { GoldenDialog, GoldenQuestion } from './golden.ts';

type Rows = readonly (readonly Cell[])[];

export interface Verdict {
  readonly id: string;
  readonly question: string;
  /** `refused` is a question that has an answer and was refused or asked back. */
  readonly verdict: 'right' | 'wrong' | 'refused';
  /** What was said: the answer's sentence, or the error. */
  readonly said: string;
  readonly explanation?: string | undefined;
  readonly mustRefuse: boolean;
  readonly expected?: Rows | undefined;
  readonly got?: Rows | undefined;
}

const maxRows = 100_000;

/** Asks every question and judges it; the gold runs on the same locked-down engine. */
export async function evaluate(
  platform: Platform,
  persona: Persona,
  dialogs: readonly GoldenDialog[],
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const dialog of dialogs) {
    const conversation: PreviousTurn[] = [];
    for (const [index, golden] of dialog.turns.entries()) {
      const id = dialog.turns.length > 1 ? `${dialog.id}.${index + 1}` : dialog.id;
      const answer = await asked(platform, persona, golden.question, conversation);
      verdicts.push(await judged(platform, id, golden, answer));
      conversation.push({
        question: golden.question,
        plan: answer.status === 'answered' ? answer.plan : undefined,
      });
    }
  }
  return verdicts;
}

type Said = Pick<Answer, 'status' | 'sentence' | 'plan' | 'results' | 'explanation'>;

let count = 0;

async function asked(platform: Platform, persona: Persona, text: string, conversation: PreviousTurn[]): Promise<Said> {
  count += 1;
  const unlimited: Persona = {
    ...persona,
    budget: { perDay: Number.MAX_SAFE_INTEGER, perQuery: Number.MAX_SAFE_INTEGER },
  };
  try {
    return await platform.answerer.answer({
      queryId: `evaluate_${count}`,
      username: 'evaluate',
      persona: unlimited,
      question: cleanQuestion(text),
      conversation: [...conversation],
      choices: {},
    });
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return { status: error.code.startsWith('question.') ? 'refused' : 'failed', sentence: error.message };
  }
}

async function judged(platform: Platform, id: string, golden: GoldenQuestion, answer: Said): Promise<Verdict> {
  const mustRefuse = golden.sql === undefined || golden.refuse === true;
  const base = { id, question: golden.question, said: answer.sentence, explanation: answer.explanation, mustRefuse };
  const declined = answer.status === 'refused' || answer.status === 'clarify';
  const got = answer.results?.rows ?? [];
  if (mustRefuse) return { ...base, verdict: declined ? 'right' : 'wrong', got: declined ? undefined : got };
  if (declined) return { ...base, verdict: 'refused' };
  const accepted = [golden.sql ?? '', ...golden.alternatives];
  const tables = await Promise.all(accepted.map(sql => goldRows(platform, sql))).catch((error: unknown) => {
    if (!isSophiaError(error)) throw error;
    return error;
  });
  // One slip in a golden set must neither hide what the other questions show nor be taken for an answer that holds.
  if (!Array.isArray(tables)) {
    return { ...base, verdict: 'wrong', said: `Its SQL in the golden set can not be run: ${tables.message}` };
  }
  const right = answer.status === 'answered' && tables.some(expected => sameTable(expected, got, golden.ordered));
  return right ? { ...base, verdict: 'right' } : { ...base, verdict: 'wrong', expected: tables[0], got };
}

async function goldRows(platform: Platform, sql: string): Promise<Rows> {
  const result = await platform.engine.run({ text: sql, values: [] }, { maxRows });
  return result.rows;
}
