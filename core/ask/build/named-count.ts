import type { MetricInfo } from '../catalogue/metric-info.ts';
import { termsOf } from '../lexicon/terms.ts';
import { stemsOf } from '../words.ts';
import type { BuildContext } from './context.ts';

/**
 * "how many events", where the model has a number called "number of events" that leaves those out which were cancelled:
 * that one, unless the question itself says which of them, or parts them by it.
 */
export function namedCount({ catalogue, draft }: BuildContext, dataset: string): MetricInfo | undefined {
  const things = catalogue.datasets.get(dataset);
  if (!things) return undefined;
  const nouns = termsOf(things).map(term => stemsOf(term).join(' '));
  const named = (term: string): boolean => {
    const [first, ...rest] = stemsOf(term);
    return first === 'number' && nouns.includes(rest.join(' ').replace(/^of /, ''));
  };
  const [found, ...more] = [...catalogue.metrics.values()].filter(
    info => info.home === dataset && /^(SUM|COUNT)\(CASE /.test(info.text) && termsOf(info.metric).some(named),
  );
  if (!found || more.length > 0) return undefined;
  const uses = found.text.replaceAll('"', '').toLowerCase();
  const said = [
    ...draft.filters.flatMap(({ options }) => options.map(({ field }) => field)),
    ...[...draft.dimensions, ...(draft.subject ? [draft.subject] : [])].flatMap(group =>
      group.kind === 'field' ? group.choice.options.map(({ field }) => field) : [],
    ),
  ];
  return said.some(({ id }) => uses.includes(id.toLowerCase())) ? undefined : found;
}
