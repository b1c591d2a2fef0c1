import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { isPlural, lowerOf, passOver, problem, type State } from './state.ts';

/**
 * "bills including cancelled ones": they count as the others do, so nothing is left out. Where a number may leave them
 * out by itself it is not clear what they would add to it.
 */
export function readIncluded(state: State): boolean {
  const { chunks, at } = state;
  if (!/^(including|incl|includes|included|even)$/.test(lowerOf(state, chunks[at]))) return false;
  const rest = chunks.slice(at + 1);
  const first = rest.findIndex(c => !/^(the|all|also|any|those|that|are|were)$/.test(lowerOf(state, c)));
  const [said, noun] = rest.slice(first);
  if (first < 0 || said?.kind !== 'terms') return false;
  const ones = lowerOf(state, noun) === 'ones';
  const things = namesThings(noun) && noun?.start === said.end;
  if (!saysWhich(state, said)) return false;
  if (ones || things) leaveIn(state, said, ones ? noun : undefined);
  // "accounts including prospects"
  else if (isValue(said)) leaveIn(state, said, isPlural(state, said) ? said : undefined);
  else return false;
  return true;
}

/** "bills of 2024, cancelled ones included" */
export function readIncludedBehind(state: State): boolean {
  const [said, ones, word] = state.chunks.slice(state.at, state.at + 3);
  // "accounts, prospects included"
  if (said?.kind === 'terms' && lowerOf(state, ones) === 'included' && isValue(said)) {
    leaveIn(state, said, isPlural(state, said) ? said : undefined);
    return true;
  }
  if (said?.kind !== 'terms' || lowerOf(state, ones) !== 'ones' || lowerOf(state, word) !== 'included') return false;
  if (!saysWhich(state, said)) return false;
  leaveIn(state, said, ones);
  return true;
}

function leaveIn(state: State, said: Chunk, ones: Chunk | undefined): void {
  if (!ones || !state.draft.measures.every(measure => countsRows(state, measure))) {
    problem(state, said, reasons.onlyTheseThese);
    return;
  }
  passOver(state, said);
  passOver(state, ones);
}

const isValue = (said: Chunk): boolean => candidatesOf(said, 'value').some(c => c.weight >= 0.9 && !c.partial);

const saysWhich = (state: State, said: Chunk): boolean => isValue(said) || isFlag(state, said);

const isFlag = ({ values }: State, chunk: Chunk): boolean =>
  candidatesOf(chunk, 'field').some(
    c => c.weight >= 0.9 && (c.field.kind === 'boolean' || values.flags.has(c.field.id)),
  );
