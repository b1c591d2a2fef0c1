import type { Grain } from '../../semantic/model/types.ts';
import { type Chunk, isPhrase } from '../chunks.ts';
import { lowerOf, previousContent, problem, type State } from './state.ts';

const UNIT = '(year|quarter|month|week|day)';
const earlier = new RegExp(
  `^(?:(?:with|to|against|and|than|over|from|in) )*(?:the |a |one )?(?:(?:previous|prior|preceding) ${UNIT}|${UNIT} (?:before|earlier|prior))$`,
);

/** "1996 and the year before" */
const amongOthers = /\b(year|quarter|month|week|day) before$/;

/** "compare with the year before": what lies before the period that is spoken of, not before today. */
export function readEarlierPeriod(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const words = lowerOf(state, chunk);
  const listed = chunk.time.list || chunk.time.points ? amongOthers.exec(words) : undefined;
  if (listed) {
    problem(state, chunk, `It is not clear before which ${listed[1]}: name it.`);
    return true;
  }
  const said = earlier.exec(words);
  const before = previousContent(state, state.at)?.chunk;
  const { draft } = state;
  if (!said) return false;
  // "for every year, and how many more than in the year before"
  const grained = draft.dimensions.some(d => d.kind === 'time' && d.grain === (said[1] ?? said[2]));
  const byEach = grained && (draft.difference || draft.growth !== undefined);
  const [time, ...times] = draft.times;
  // "growth in 1995 over the year before": before the period that was named
  if (
    draft.growth &&
    !draft.growth.offset &&
    time &&
    times.length === 0 &&
    /^(year|quarter|month)$/.test(said[2] ?? '')
  ) {
    const { unit } = time.phrase;
    if (unit === said[2] || (said[2] === 'year' && /^(quarter|month)$/.test(unit ?? ''))) {
      draft.growth = { ...draft.growth, offset: said[2] === 'year' ? 'previousYear' : 'previousPeriod' };
      return true;
    }
  }
  if (!draft.compare && !byEach && !isPhrase(before, 'compare')) {
    if (draft.times.length === 0 || said[2] === undefined) return false;
    problem(state, chunk, `It is not clear before which ${said[2]}: name it.`);
    return true;
  }
  const unit = (said[1] ?? said[2]) as Grain;
  draft.compare = false;
  if (byEach) {
    draft.difference = false;
    draft.growth = undefined;
  }
  draft.comparison = unit === 'year' ? 'previousYear' : 'previousPeriod';
  draft.comparedUnit = unit;
  return true;
}

/** "revenue, the previous quarter's revenue and the change, by quarter": of each quarter the one before it. */
export function settleEarlierPeriods(state: State): void {
  const { draft } = state;
  const grains = [draft.subject, ...draft.dimensions].flatMap(d => (d?.kind === 'time' ? [d.grain] : []));
  const before = draft.times.find(({ phrase: { range }, at }) => {
    const words = lowerOf(state, state.chunks[at]);
    const single = range.kind === 'previous' && range.count === 1 && grains.includes(range.unit);
    return single && /\b(previous|prior|preceding)\b/.test(words);
  });
  if (!before) return;
  draft.times = draft.times.filter(time => time !== before);
  draft.comparison = 'previousPeriod';
  draft.growth = undefined;
  draft.difference = false;
  draft.compare = false;
}

/** The unit of "compared to the previous month"; a period is as long as what it is compared with. */
export const unitSaid = (words: string): Grain | undefined =>
  /\bsame\b/.test(words) ? 'year' : (/\b(year|quarter|month|week|day)\b/.exec(words)?.[1] as Grain | undefined);
