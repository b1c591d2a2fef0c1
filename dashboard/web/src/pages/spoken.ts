import type { Thread } from '../state/thread.ts';

/** What a screen reader is told of the last turn. */
export function spoken({ turns, loading, problem }: Thread): string {
  if (problem !== undefined) return problem.detail;
  const last = turns.at(-1);
  if (loading || last === undefined) return '';
  if (last.pending) return 'Working on the answer.';
  if (last.problem !== undefined) return `No answer. ${last.problem.detail}`;
  const answer = last.answer;
  if (answer === undefined) return '';
  const suggestions =
    answer.suggestions.length > 0 ? ` ${answer.suggestions.length} questions that work are offered.` : '';
  const rows = answer.results ? ` ${answer.results.rows.length} rows.` : '';
  return `${answer.agent_response}${rows}${suggestions}`;
}
