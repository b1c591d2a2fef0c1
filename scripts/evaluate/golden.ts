import * as v from 'valibot';
import { readLines } from '../ask/batch.ts';

/** One question with what must come of it: the rows of a query, or a refusal. */
const QuestionSchema = v.looseObject({
  id: v.optional(v.union([v.string(), v.number()])),
  question: v.string(),
  /** Hand-written SQL over the same data; without it the question must be refused. */
  sql: v.optional(v.string()),
  /** Queries whose rows are as good. */
  alternatives: v.optional(v.array(v.string()), []),
  /** Whether the order of rows counts. */
  ordered: v.optional(v.boolean(), false),
  refuse: v.optional(v.boolean()),
});
const DialogSchema = v.looseObject({
  id: v.optional(v.union([v.string(), v.number()])),
  turns: v.pipe(v.array(QuestionSchema), v.minLength(1)),
});
const LineSchema = v.union([DialogSchema, QuestionSchema]);

export type GoldenQuestion = v.InferOutput<typeof QuestionSchema>;

/** Questions that are asked one after the other; mostly one. */
export interface GoldenDialog {
  readonly id: string;
  readonly turns: readonly GoldenQuestion[];
}

/** @throws LineFault */
export async function readGolden(file: string): Promise<GoldenDialog[]> {
  const dialogs: GoldenDialog[] = [];
  for await (const line of readLines(file, LineSchema)) {
    const id = String(line.id ?? dialogs.length + 1);
    dialogs.push('turns' in line ? { id, turns: line.turns as GoldenQuestion[] } : { id, turns: [line] });
  }
  return dialogs;
}
