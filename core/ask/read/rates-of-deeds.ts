import type { DraftFilter } from '../draft.ts';
import { problem, type State } from './state.ts';

/**
 * "which brand is returned the most by return rate": the verb says again what the rate counts. As a filter it would
 * leave nothing else to divide by, so that the rate of each were 1.
 */
export function passDeedOfRate(state: State): void {
  const { draft, catalogue } = state;
  const measures = [...draft.measures, ...(draft.rank?.by ? [draft.rank.by] : [])];
  for (const measure of measures) {
    const text = measure.kind === 'metric' ? (catalogue.metrics.get(measure.metric)?.text ?? '') : '';
    const said = draft.filters.find(filter => isCounted(filter, text));
    const chunk = said && state.chunks[said.at];
    if (!said || !chunk) continue;
    const next = state.chunks[said.at + 1];
    const most = next?.kind === 'phrase' && next.phrase.kind === 'superlative';
    const verb = /(ed|wn|ght|nt|ld)$/.test(state.tokens[chunk.start]?.lower ?? '') && chunk.end - chunk.start === 1;
    if (most && verb) draft.filters = draft.filters.filter(filter => filter !== said);
    else problem(state, chunk, 'The number itself is of these among all: leave it out, or ask for how many there are.');
  }
}

/** A ratio whose upper part is of the very rows that the filter keeps. */
function isCounted({ options, operator, alternatives }: DraftFilter, text: string): boolean {
  const [option, ...more] = options;
  const [value, ...others] = option?.values ?? [];
  if (!option || more.length > 0 || others.length > 0 || !/^(in|=)$/.test(operator) || alternatives) return false;
  const upper = /^(.*)\/ ?COUNT\(/.exec(text)?.[1] ?? '';
  return typeof value === 'string' && upper.includes(`WHEN ${option.field.id} = '${value}' THEN 1 ELSE 0`);
}
