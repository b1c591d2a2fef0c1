import { isPhrase } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { countsSome, saysHas } from './second-measures.ts';
import { lowerOf, problem, type State } from './state.ts';

/** "which accounts have open deals": a number that counts only some is 0 for the others, which have none of them. */
export function keepThoseThatHave(state: State): void {
  const { chunks, draft } = state;
  const [measure, ...more] = draft.measures;
  if (measure?.kind !== 'metric' || more.length > 0 || draft.saysCount) return;
  asksForThose(state, measure.at);
  const [group, ...groups] = draft.dimensions;
  const isNamed = group?.kind === 'entity' && group.at < measure.at && groups.length === 0 && !isGrouped(state);
  if (draft.rank || draft.sort || draft.having.length > 0 || !(draft.subject ? !group : isNamed)) return;
  if (state.tokens[chunks[measure.at]?.start ?? -1]?.lower === 'number') return;
  if (!saysHas(state, measure.at) || !countsSome(state, measure)) return;
  draft.having.push({ measure, operator: '>', values: [0], percent: false });
}

/** "suppliers who have late lines": the things are asked for, and the number is none of all of them together. */
function asksForThose(state: State, number: number): void {
  const { draft, chunks } = state;
  const [things, ...others] = draft.mentions;
  if (!things || others.length > 0 || draft.subject || draft.rank || draft.having.length > 0) return;
  const relative = /^(who|that|which)$/.test(lowerOf(state, chunks[things.at + 1]));
  if (!relative || things.at >= number || !/s$/.test(lowerOf(state, chunks[things.at]))) return;
  const begins = chunks.slice(0, things.at).every(({ kind }) => kind === 'filler');
  if (begins && draft.dimensions.length === 0 && saysHas(state, number)) {
    draft.mentions = [];
    draft.subject = { kind: 'entity', dataset: things.dataset, at: things.at };
    draft.subjectIs ??= 'plain';
    return;
  }
  const chunk = chunks[things.at];
  if (chunk) problem(state, chunk, reasons.numberEachThose);
}

const isGrouped = ({ chunks }: State): boolean => chunks.some(c => isPhrase(c, 'group'));
