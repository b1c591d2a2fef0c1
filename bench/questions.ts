import { fileURLToPath } from 'node:url';
import { readGolden } from '../scripts/evaluate/golden.ts';

const goldenFile = fileURLToPath(new URL('../models/golden/supply-chain.jsonl', import.meta.url));

/** A question of the golden set with its hand-written SQL. */
export interface BenchQuestion {
  readonly text: string;
  readonly sql: string;
}

/** The golden questions that stand alone and have an answer. */
export async function goldenQuestions(): Promise<BenchQuestion[]> {
  const dialogs = await readGolden(goldenFile);
  return dialogs.flatMap(({ turns: [first, ...more] }) =>
    first?.sql === undefined || more.length > 0 ? [] : [{ text: first.question, sql: first.sql }],
  );
}
