import { thingsCounted } from '../counted-rows.ts';
import { type BuildContext, wordsOf } from './context.ts';

/**
 * "average number of parts per supplier", where a part has many suppliers: the rows of the one dataset whose key is a
 * part and a supplier say how many each has.
 */
export function countThroughBridge({ draft, catalogue, assumptions }: BuildContext): void {
  const { per } = draft;
  const [measure, ...more] = draft.measures;
  if (!per || !measure || more.length > 0) return;
  const counted = thingsCounted(catalogue, measure);
  if (counted === undefined || catalogue.hasOne(counted, per.dataset)) return;
  const { datasets, relationships } = catalogue.model;
  const bridges = datasets.filter(({ name, primaryKey }) => {
    const ends = relationships.filter(({ from, to }) => from === name && (to === counted || to === per.dataset));
    const columns = ends.flatMap(({ fromColumns }) => fromColumns);
    return (
      new Set(ends.map(({ to }) => to)).size === 2 &&
      ends.length === 2 &&
      columns.length === primaryKey.length &&
      columns.every(column => primaryKey.includes(column))
    );
  });
  const [bridge, ...others] = bridges;
  if (!bridge || others.length > 0) return;
  draft.measures = [{ kind: 'count', dataset: bridge.name, at: measure.at }];
  assumptions.push({
    id: 'bridge',
    kind: 'name',
    text: `Counted in ${wordsOf(bridge.name)}: each row there is one of the ${wordsOf(counted)} of one of the ${wordsOf(per.dataset)}.`,
    chosen: bridge.name,
    choices: [],
  });
}
