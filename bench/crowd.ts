import type { HttpAnswer } from './client.ts';
import type { ServerUnderTest } from './server.ts';
import { timed } from './statistics.ts';

/** What came of a crowd of clients that asked at the same time. */
export interface CrowdResult {
  /** Milliseconds of each answer. */
  readonly times: readonly number[];
  readonly errors: readonly string[];
  readonly seconds: number;
}

/** Each list is asked by a client of its own, one question after the other, all clients at the same time. */
export async function askAsCrowd(
  { client }: ServerUnderTest,
  lists: readonly (readonly string[])[],
  persona = 'executive',
): Promise<CrowdResult> {
  const times: number[] = [];
  const errors: string[] = [];
  const work = async (questions: readonly string[]) => {
    for (const question of questions) {
      try {
        const { value, milliseconds } = await timed<HttpAnswer>(() => client.ask(question, persona));
        times.push(milliseconds);
        if (value.status === 'failed' || value.status === 'running') errors.push(`${value.status}: ${question}`);
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const { milliseconds } = await timed(() => Promise.all(lists.map(work)));
  return { times, errors, seconds: milliseconds / 1000 };
}
