import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { answerDocument } from '../../core/answer/document.ts';
import { cleanQuestion } from '../../core/answer/question.ts';
import type { Answer } from '../../core/answer/types.ts';
import type { PreviousTurn } from '../../core/ask/types.ts';
import { isSophiaError } from '../../core/errors.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Platform } from '../../local/platform.ts';

/** A line of a batch: a question, after earlier ones of the same conversation. */
const earlier = v.union([v.string(), v.looseObject({ question: v.string() })]);
const LineSchema = v.looseObject({
  id: v.optional(v.union([v.string(), v.number()])),
  question: v.string(),
  conversation: v.optional(v.array(earlier), []),
  choices: v.optional(v.record(v.string(), v.string()), {}),
});
export type BatchLine = v.InferOutput<typeof LineSchema>;

/** A line that can't be used, named by file and number. */
export class LineFault extends Error {}

/** Lines of a JSON Lines file; blank ones are passed by. @throws LineFault */
export async function* readLines<T>(file: string, schema: v.GenericSchema<unknown, T>): AsyncGenerator<T> {
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (line.trim() === '') continue;
    const result = v.safeParse(schema, parsed(line, `${file}:${number}`));
    if (!result.success) throw new LineFault(`${file}:${number}: ${result.issues.map(reasonOf).join('; ')}`);
    yield result.output;
  }
}

/** Of several forms that a line may have, what each of them lacks. */
const reasonOf = (issue: v.BaseIssue<unknown>): string => issue.issues?.map(reasonOf).join(', or: ') ?? issue.message;

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new LineFault(`${where}: not a JSON object`);
  }
}

export const readBatch = (file: string): AsyncGenerator<BatchLine> => readLines(file, LineSchema);

/** Plans earlier questions in turn, each in the context of those before it. */
async function planConversation(
  platform: Platform,
  persona: Persona,
  questions: readonly string[],
): Promise<PreviousTurn[]> {
  const turns: PreviousTurn[] = [];
  for (const text of questions) {
    const question = cleanQuestion(text);
    const result = await platform.answerer.plan({ persona, question, conversation: turns, choices: {} });
    turns.push({ question, plan: result.status === 'planned' ? result.plan : undefined });
  }
  return turns;
}

let asked = 0;

/** Answers one question as the terminal's user. */
export async function answerQuestion(
  platform: Platform,
  persona: Persona,
  line: Pick<BatchLine, 'question' | 'choices' | 'conversation'>,
): Promise<Answer> {
  asked += 1;
  const questions = line.conversation.map(each => (typeof each === 'string' ? each : each.question));
  return platform.answerer.answer({
    queryId: `ask_${asked}`,
    username: 'terminal',
    persona,
    question: cleanQuestion(line.question),
    conversation: await planConversation(platform, persona, questions),
    choices: line.choices,
  });
}

/** One answer as a batch writes it: a fault of the question or the engine is an answer too. */
export async function batchAnswer(platform: Platform, persona: Persona, line: BatchLine): Promise<object> {
  const id = line.id ?? null;
  try {
    const answer = await answerQuestion(platform, persona, line);
    const facts = { sessionId: '', question: line.question, askedAt: '', persona: persona.name };
    const document = answerDocument(answer, facts);
    const columns = document.results.columns.map(({ name, label, type, unit }) => ({
      name,
      label,
      type,
      unit: unit ?? null,
    }));
    return {
      id,
      status: document.status,
      agent_response: document.agent_response,
      explanation: document.explanation,
      plan: document.plan,
      sql: document.sql,
      results: { columns, rows: document.results.rows, truncated: document.results.truncated },
      assumptions: document.assumptions,
      not_understood: document.not_understood,
      suggestions: document.suggestions,
      clarification: document.clarification,
      restrictions: document.restrictions,
      cost: document.cost,
      execution_time: document.execution_time,
    };
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    const status = error.code.startsWith('question.') ? 'refused' : 'failed';
    return { id, ...nothing, status, agent_response: error.message };
  }
}

const nothing = {
  status: 'failed',
  agent_response: '',
  explanation: null,
  plan: null,
  sql: null,
  results: { columns: [], rows: [], truncated: false },
  assumptions: [],
  not_understood: [],
  suggestions: [],
  clarification: null,
  restrictions: [],
  cost: { bedrock_cost: 0, database_cost: 0, lambda_cost: 0, total_cost: 0 },
  execution_time: 0,
};
