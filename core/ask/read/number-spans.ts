import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { isCountedAt } from './counted-between.ts';
import { fieldChoice, lowerOf, nextContent, onlySeparators, type State } from './state.ts';

/** "between 10 and 20 seats": the number field right behind the numbers. */
export function numberFieldAt(state: State, at: number): { at: number; choice: FieldChoice } | undefined {
  const chunk = state.chunks[at];
  const choice =
    chunk &&
    fieldChoice(state, candidatesOf(chunk, 'field'), chunk, field => field.kind === 'number' && !field.isIdentifier);
  return choice ? { at, choice } : undefined;
}

/** What a number behind "between" goes up to. */
export function betweenFrom(state: State): { value: number; percent: boolean; end: number } | undefined {
  const before = isFieldBetween(state) ? 'between' : previousPhrase(state);
  if (before !== 'between') return undefined;
  const next = nextContent(state, state.at + 1);
  // "between 0 and 2000"
  const last = endOfSpan(state, next?.chunk);
  if (!next || !last || !onlySeparators(state, state.at + 1, next.at)) return undefined;
  return { ...last, end: next.at + 1 };
}

/** "between size 10 and 20": the field stands before the numbers. */
function isFieldBetween({ mention, chunks, at }: State): boolean {
  const number = mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'number';
  const before = chunks[at - 2];
  return number && mention.choice.at === at - 1 && isPhrase(before, 'between');
}

/** "sized 1 to 5", "1-5 pieces": two numbers with a number field before or behind them. */
export function spanFrom(
  state: State,
  chunk: Extract<Chunk, { kind: 'number' }>,
): { value: number; percent: boolean; end: number } | undefined {
  const at = state.chunks.indexOf(chunk);
  const [joint, end] = state.chunks.slice(at + 1, at + 3);
  const last = endOfSpan(state, end);
  if (!last || !/^(to|through|-|–)$/.test(lowerOf(state, joint))) return undefined;
  const from = last.percent && !chunk.percent ? chunk.value / 100 : chunk.value;
  if (state.pending.comparator || from >= last.value) return undefined;
  const before = state.chunks.slice(0, at).findLast(c => !/^(from|of|is|are|was|were)$/.test(lowerOf(state, c)));
  const { mention } = state;
  const field = mention?.kind === 'field' && before !== undefined && mention.choice.at === state.chunks.indexOf(before);
  if (field && mention.choice.options[0]?.field.kind !== 'number') return undefined;
  if (!field && !numberFieldAt(state, at + 3) && !isCountedAt(state, at + 3)) return undefined;
  return { value: last.value, percent: last.percent, end: at + 3 };
}

/** A number, or what would be a year by itself: "a balance from 0 to 2000". */
function endOfSpan({ tokens }: State, chunk: Chunk | undefined): { value: number; percent: boolean } | undefined {
  if (chunk?.kind === 'number') return { value: chunk.value, percent: chunk.percent };
  const year = chunk?.kind === 'time' && chunk.end - chunk.start === 1 ? tokens[chunk.start]?.lower : undefined;
  return year !== undefined && /^\d{4}$/.test(year) ? { value: Number(year), percent: false } : undefined;
}

/** "first week of January (1 to 7)": the days of the period that was just named. */
export function saysDaysAgain(state: State, chunk: Extract<Chunk, { kind: 'number' }>): boolean {
  const at = state.chunks.indexOf(chunk);
  const [time, open] = state.chunks.slice(Math.max(0, at - 2), at);
  const [joint, last, close] = state.chunks.slice(at + 1, at + 4);
  if (time?.kind !== 'time' || last?.kind !== 'number' || time.time.range.kind !== 'between') return false;
  if (lowerOf(state, open) !== '(' || lowerOf(state, close) !== ')') return false;
  if (!/^(to|through|until|-|–)$/.test(lowerOf(state, joint))) return false;
  const { start, end } = time.time.range;
  const lastDay = new Date(Date.parse(end) - 86_400_000).getUTCDate();
  if (new Date(start).getUTCDate() !== chunk.value || lastDay !== last.value) return false;
  state.at = at + 4;
  return true;
}

function previousPhrase(state: State): string | undefined {
  for (let at = state.at - 1; at >= 0; at--) {
    const chunk = state.chunks[at];
    if (chunk?.kind === 'phrase') return chunk.phrase.kind;
    if (chunk?.kind !== 'filler') return undefined;
  }
  return undefined;
}
