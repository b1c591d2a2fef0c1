import type { FieldInfo } from '../catalogue.ts';
import type { Candidate } from '../chunks.ts';
import type { State } from './state.ts';

/** Things that have no rows of their own but a number by which the model counts them: tickets, of which each has many lines. */

const countOf = ({ catalogue }: Pick<State, 'catalogue'>, field: FieldInfo): string | undefined =>
  [...catalogue.metrics.values()].find(({ text }) => text === `COUNT(DISTINCT ${field.id})`)?.name;

/** "tickets per year": in the plural, beside groups or a period, they are counted. */
export function countNamedKeys(state: State): void {
  const { draft } = state;
  const [choice, ...more] = [...new Set([...state.loose, ...draft.listFields])];
  const field = choice?.options[0]?.field;
  // "tickets at Mill Lane and Old Quay": of each, or of both
  if (draft.filters.some(filter => filter.joined === 'and')) return;
  const asked = draft.dimensions.length + draft.times.length > 0;
  if (!choice || !field || more.length > 0 || !asked || draft.measures.length + draft.having.length > 0) return;
  if (draft.subject || draft.rank || draft.mentions.length > 0 || state.pending.list || draft.subjectIs) return;
  const token = state.tokens[(state.chunks[choice.at]?.end ?? 0) - 1];
  const metric = countOf(state, field);
  if (metric === undefined || !/[^su]s$/.test(token?.lower ?? '')) return;
  draft.measures.push({ kind: 'metric', metric, at: choice.at });
  state.loose = [];
  draft.listFields = [];
}

/** "at least 20 web orders": so many of them, and not a number of one. */
export function isCountOfKeys(state: State, candidates: readonly Candidate[]): boolean {
  const noun = state.tokens[(state.chunks[state.at]?.end ?? 0) - 1]?.lower ?? '';
  const metrics = candidates.flatMap(c => (c.kind === 'metric' && c.weight >= 0.95 ? [c.metric] : []));
  return (
    /[^su]s$/.test(noun) && candidates.some(c => c.kind === 'field' && metrics.includes(countOf(state, c.field) ?? ''))
  );
}
