import { stemsOf } from '../words.ts';
import type { BuildContext } from './context.ts';

/** "revenue per order", where the model has a number that it describes just so: "Revenue per order; without …". */
export function takeDefinedRatio({ draft, catalogue }: BuildContext): void {
  const { per, measures } = draft;
  const [measure, ...more] = measures;
  if (!per || measure?.kind !== 'metric' || more.length > 0) return;
  const named = catalogue.metrics.get(measure.metric)?.metric;
  const dataset = catalogue.datasets.get(per.dataset);
  if (!named || !dataset) return;
  const wanted = [named.name, named.label ?? '', ...named.aiContext.synonyms].flatMap(term =>
    [dataset.name, dataset.label ?? '', ...dataset.aiContext.synonyms].map(thing =>
      stemsOf(`${term} per ${thing}`).join(' '),
    ),
  );
  const [defined, ...others] = [...catalogue.metrics.values()].filter(({ metric }) => {
    const [first = ''] = (metric.description ?? '').split(/[.;:,(]/);
    return wanted.includes(
      stemsOf(first)
        .join(' ')
        .replace(/^averag /, ''),
    );
  });
  if (!defined || others.length > 0) return;
  const whole = { ...measure, metric: defined.name };
  draft.measures = [whole];
  draft.having = draft.having.map(({ ofCombined, ...having }) => (ofCombined ? { ...having, measure: whole } : having));
  draft.per = undefined;
  draft.averaged = false;
}
