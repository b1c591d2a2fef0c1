import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemOf, stemsOf } from '../words.ts';
import { lowerOf, problem, type State } from './state.ts';

const between = patterns.betweenLost;

/**
 * "which sellers lost the most deals", where the model counts deals lost: that number, and not by how much the number of
 * deals fell. Rows that the model does not count so are refused; of a number, "lost" says that it fell.
 */
export function takeLostThings(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => isPhrase(c, 'growth') && isLosing(lowerOf(state, c)));
  const verb = chunks[at];
  const of = chunks.findIndex((c, i) => i > at && !between.test(lowerOf(state, c)));
  const things = chunks[of];
  if (at < 0 || !verb || things?.kind !== 'terms') return;
  const [metric, ...more] = numbersCalled(state, verb, things);
  if (metric !== undefined && more.length === 0) {
    const { start, end } = things;
    const named: Chunk = { kind: 'terms', start, end, candidates: [{ kind: 'metric', metric, weight: 1 }] };
    state.chunks = chunks.flatMap(c => (c === verb ? [] : [c === things ? named : c]));
  } else if (namesThings(things) && candidatesOf(things, 'metric').every(({ weight }) => weight < 0.9)) {
    // rows are counted by when they came about: that fewer came about than before is no loss of any
    problem(state, verb, reasons.modelDoesSay);
  }
}

const isLosing = (word: string): boolean => /^(lost|lose|loses|losing|gain|gained|gains)$/.test(word);

/** Numbers that are called by the things and the verb, and by nothing else: deals lost, lost deals. */
function numbersCalled(state: State, verb: Chunk, things: Chunk): string[] {
  const called = [...stemsOf(lowerOf(state, things)), stemOf(lowerOf(state, verb))].toSorted().join(' ');
  return [...state.catalogue.metrics.values()].flatMap(({ name, metric }) =>
    [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms].some(
      term => stemsOf(term).toSorted().join(' ') === called,
    )
      ? [name]
      : [],
  );
}
