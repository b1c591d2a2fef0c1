import { isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { passOfThose } from './each-of-listed.ts';
import { lowerOf, passOver, type State } from './state.ts';

const resultWords = patterns.resultWords;

/**
 * Words that only say again what stands beside them: "by year, one figure per year", "in the same period" where one
 * period was named.
 */
export function takeSaidOnceMore(state: State): void {
  takeOneEach(state);
  passOfThose(state);
  takeSamePeriod(state);
  takeThatYear(state);
}

/** "turnover in 1995 and 1996, one figure per year": one of each is what groups are. */
function takeOneEach(state: State): void {
  const at = state.chunks.findIndex(
    (c, i) => c.kind === 'number' && /^(a|one|1)$/.test(lowerOf(state, c)) && isLed(state, i),
  );
  const number = state.chunks[at];
  const [noun, second] = state.chunks.slice(at + 1, at + 3);
  if (!number || !noun) return;
  const figure = resultWords.test(lowerOf(state, noun));
  const each = figure ? second : noun;
  if (!isPhrase(each, 'group')) return;
  passOver(state, number);
  if (figure) passOver(state, noun);
}

/** Behind a comma, a dash or "as". */
const isLed = (state: State, at: number): boolean =>
  /^([,;:(\-–—]|as|with|so|and)$/.test(lowerOf(state, state.chunks[at - 1]));

/** "a late rate above 63 % in the same period": that of the only period there is. */
function takeSamePeriod(state: State): void {
  const { chunks } = state;
  const same = chunks.findIndex(c => /^(the )?same$/.test(lowerOf(state, c)));
  const [led, chunk, noun, next] = chunks.slice(Math.max(0, same - 1), same + 3);
  if (same < 1 || !led || !chunk || !noun) return;
  if (!/^(in|over|for|during|within|of|the)$/.test(lowerOf(state, led))) return;
  if (!/^(period|time|timeframe|span|stretch)$/.test(lowerOf(state, noun))) return;
  const ends = next === undefined || next.kind === 'mark' || /^(and|with|by)$/.test(lowerOf(state, next));
  const periods = chunks.filter(c => c.kind === 'time');
  if (!ends || periods.length !== 1 || chunks.indexOf(periods[0] ?? led) > same) return;
  for (const each of [chunk, noun]) passOver(state, each);
}

/** "the 1996 profit of the ten best customers of that year": of the only year there is. */
function takeThatYear(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex((c, i) => c.kind === 'grain' && /^that( same)?$/.test(lowerOf(state, chunks[i - 1])));
  const [led, that, grain] = chunks.slice(Math.max(0, at - 2), at + 1);
  if (at < 2 || !led || !that || grain?.kind !== 'grain') return;
  const [period, ...more] = chunks.filter(c => c.kind === 'time');
  if (period?.kind !== 'time' || more.length > 0 || chunks.indexOf(period) > at) return;
  if (!/^(in|of|during|within|for)$/.test(lowerOf(state, led)) || period.time.unit !== grain.grain) return;
  for (const each of [led, that, grain]) passOver(state, each);
}
