import { type Chunk, candidatesOf } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { isLevelMetric } from '../levels.ts';
import { lowerOf, passOver, type State } from './state.ts';
import { keepUnended } from './there-now.ts';

const running = /\b(running|active|currently|open|outstanding|ongoing)\b/i;

/** "the current stock": what has no date is what there is now, so the word is passed by. */
export function takeCurrent(state: State): void {
  const { chunks, catalogue, draft } = state;
  passWhereLevel(state);
  for (const [at, chunk] of chunks.entries()) {
    const next = chunks[at + 1];
    if (!isUnnamed(chunk) || next?.start !== chunk.end) continue;
    if (!/^(current|present)$/.test(lowerOf(state, chunk))) continue;
    const [things] = candidatesOf(next, 'dataset').filter(c => c.weight > 0.9);
    if (things && keepUnended(state, things.dataset, at)) {
      passOver(state, chunk);
      continue;
    }
    const metrics = candidatesOf(next, 'metric').flatMap(c => catalogue.metrics.get(c.metric) ?? []);
    const homes = [...candidatesOf(next, 'dataset').map(c => c.dataset), ...metrics.map(metric => metric.home)];
    const dated = homes.some(home => home === undefined || defaultDate(catalogue, home) !== undefined);
    // monthly fees of all running contracts: they are those of now by what they are
    const ofNow = metrics.length > 0 && metrics.every(({ metric }) => running.test(metric.description ?? ''));
    if (ofNow && chunks.every(c => !/^(time|grain|part)$/.test(c.kind))) {
      draft.notes.push({ id: 'current', text: 'It is of what is running, as the data has it' });
      passOver(state, chunk);
      continue;
    }
    if (homes.length === 0 || dated) continue;
    draft.notes.push({ id: 'current', text: 'It has no dates: it is as the data has it' });
    passOver(state, chunk);
  }
}

/** The word is no name, or only a part of one. */
const isUnnamed = (chunk: Chunk): boolean =>
  chunk.kind === 'unknown' || (chunk.kind === 'terms' && chunk.candidates.every(({ weight }) => weight < 0.8));

/** "the current recurring revenue", "retention by industry, latest": a level is what it was last, unless a time is named. */
function passWhereLevel(state: State): void {
  const { chunks, catalogue } = state;
  const metrics = chunks.flatMap(chunk => candidatesOf(chunk, 'metric').filter(c => c.weight >= 0.9));
  const levels = metrics.length > 0 && metrics.every(({ metric }) => isLevelMetric(catalogue, metric));
  if (!levels || chunks.some(({ kind }) => /^(time|grain|part)$/.test(kind))) return;
  for (const [at, chunk] of chunks.entries()) {
    const [before, next] = [chunks[at - 1], chunks[at + 1]];
    const isLast = before?.kind === 'mark' && (next === undefined || next.kind === 'mark');
    const leads = candidatesOf(next, 'metric').some(c => c.weight >= 0.9);
    if (/^(current|present|latest|todays?|most recent|newest)$/.test(lowerOf(state, chunk)) && (isLast || leads))
      passOver(state, chunk);
  }
}
