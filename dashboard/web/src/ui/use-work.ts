import { useState } from 'react';
import { asProblem } from '../api/client.ts';
import type { ApiProblem } from '../api/problem.ts';

/** Something that is asked of the server by a button: whether it runs, and what went wrong the last time. */
export function useWork() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run: (work: () => Promise<void>) => void run(work) };
}
