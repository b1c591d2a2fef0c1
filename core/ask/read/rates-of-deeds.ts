import type { MetricInfo } from '../catalogue/metric-info.ts';
import { isPhrase } from '../chunks.ts';
import type { DraftFilter } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { termsOf } from '../lexicon/terms.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, problem, type State } from './state.ts';

/**
 * "which brand is returned the most by return rate": the verb says again what the rate counts. As a filter it would
 * leave nothing else to divide by, so that the rate of each were 1.
 */
export function passDeedOfRate(state: State): void {
  const { draft, catalogue } = state;
  const measures = [...draft.measures, ...(draft.rank?.by ? [draft.rank.by] : [])];
  for (const measure of measures) {
    const metric = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
    const said = metric && draft.filters.find(filter => isCounted(filter, metric) || isInName(filter, metric));
    const chunk = said && state.chunks[said.at];
    if (!said || !chunk) continue;
    const next = state.chunks[said.at + 1];
    const most = isPhrase(next, 'superlative');
    const verb = /(ed|wn|ght|nt|ld)$/.test(state.tokens[chunk.start]?.lower ?? '') && chunk.end - chunk.start === 1;
    // "How late are we? The late rate, please."
    const asksHow = lowerOf(state, state.chunks[said.at - 1]) === 'how' && said.at < measure.at;
    if ((most && verb) || asksHow) draft.filters = draft.filters.filter(filter => filter !== said);
    else problem(state, chunk, reasons.numberItselfThese);
  }
}

/** A ratio whose upper part is of the very rows that the filter keeps. */
function isCounted({ options, operator, alternatives }: DraftFilter, { text }: MetricInfo): boolean {
  const [option, ...more] = options;
  const [value, ...others] = option?.values ?? [];
  if (!option || more.length > 0 || others.length > 0 || !/^(in|=)$/.test(operator) || alternatives) return false;
  const upper = upperPart(text);
  return typeof value === 'string' && upper.includes(`WHEN ${option.field.id} = '${value}' THEN 1 ELSE 0`);
}

/** "late rate of late lines": the rate is called by what the filter says, whatever its expression is. */
function isInName({ options, operator, text }: DraftFilter, info: MetricInfo): boolean {
  const isValue = /^(in|=)$/.test(operator) && options.every(({ field }) => field.kind !== 'number');
  const called = new Set(termsOf(info.metric).flatMap(stemsOf));
  const said = stemsOf(text);
  return isValue && upperPart(info.text) !== '' && said.length > 0 && said.every(stem => called.has(stem));
}

/** What a metric that is a part of all rows has above its stroke; empty for any other metric. */
const upperPart = (text: string): string => /^(.*CASE WHEN.*)\/ ?COUNT\(/.exec(text)?.[1] ?? '';

/** "what share of returned lines was also late": of the returned ones, and no share of returned lines among all late ones. */
export function refuseSaidOfPart(state: State): void {
  const { draft, chunks, tokens } = state;
  for (const { at } of draft.measures) {
    const chunk = chunks[at];
    const named = /^(share|percentage|percent|proportion|fraction)$/.test(tokens[chunk?.start ?? 0]?.lower ?? '');
    const verb = /^(was|were|is|are|has|have|had|also)$/.test(lowerOf(state, chunks[at + 1]));
    const said = draft.filters.find(filter => filter.at > at);
    if (chunk && named && verb && said) problem(state, chunk, reasons.thingsShareSay);
  }
}
