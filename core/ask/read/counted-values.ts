import { type Candidate, candidatesOf, namesThings } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import { flagOf } from './flag-of-field.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "over 18 urgent orders": values behind a number say which of the things behind them are counted. That holds where
 * nothing else is asked that the values would narrow too; else it is not clear what they are said of.
 */
export function thingsBehindValues(state: State, from: number): 'counted' | 'unclear' | undefined {
  const { draft, chunks, catalogue } = state;
  const rest = chunks.slice(from);
  const saysWhich = (c: Candidate) =>
    (c.kind === 'value' || (c.kind === 'field' && flagOf(state, c.field))) && c.weight > 0.9;
  const at = rest.findIndex(c => c.kind !== 'terms' || !c.candidates.some(saysWhich));
  const noun = rest[at];
  const things =
    namesThings(noun) ||
    candidatesOf(noun, 'metric').some(c => c.weight > 0.9 && catalogue.metrics.get(c.metric)?.counts !== undefined);
  if (at < 1 || !things) return undefined;
  const ends = rest
    .slice(at + 1)
    .every(
      c => c.kind === 'time' || c.kind === 'mark' || (c.kind === 'filler' && !/^(and|or)$/.test(lowerOf(state, c))),
    );
  const [measure, ...more] = draft.measures;
  const counts = more.length === 0 && measure !== undefined && countsRows(state, measure);
  const asked = draft.subject !== undefined || draft.mentions.length === 1 || state.loose.length === 1;
  const alone = (measure === undefined && asked) || (counts && draft.subject === undefined);
  return ends && alone && !draft.rank ? 'counted' : 'unclear';
}
