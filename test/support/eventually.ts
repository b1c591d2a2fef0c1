import { setTimeout as wait } from 'node:timers/promises';

/** Asks again until the answer is yes; the test's own time limit ends it. */
export async function eventually(question: () => Promise<boolean>): Promise<void> {
  while (!(await question())) await wait(5);
}
