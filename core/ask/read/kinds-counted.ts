import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf, isPhrase } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/** "how many dryers do our customers run", where a dryer is a kind of machine: the noun of what is counted is a value. */

/** The value right behind “how many” that stands for things of its kind, with the field that says so. */
export function kindCounted(state: State) {
  const { chunks, tokens, catalogue } = state;
  const said = chunks.findLastIndex((c, i) => i <= state.at && isPhrase(c, 'count'));
  const at = chunks.findIndex((c, i) => i > said && !/^(of|the|our|all|those|these)$/.test(lowerOf(state, c)));
  const [chunk, next] = [chunks[at], chunks[at + 1]];
  const values = candidatesOf(chunk, 'value').filter(c => c.weight >= 0.9 && !c.partial);
  const noun = /[^su]s$/.test(tokens[(chunk?.end ?? 0) - 1]?.lower ?? '');
  const adjective = next?.kind === 'terms' || /^(and|or|,|&|\/|-)$/.test(lowerOf(state, next));
  const thing = candidatesOf(chunk, 'dataset').length > 0;
  if (said < 0 || !chunk || !noun || thing || adjective || values.length === 0) return undefined;
  const kinds = values.filter(({ field }) => isKindOf(state, field)).map(({ field }) => field);
  const [field] = kinds.filter(({ dataset }) => defaultDate(catalogue, dataset)?.dataset === dataset);
  return { chunk, dataset: values[0]?.field.dataset, field: kinds.length === 1 ? field : undefined };
}

/** “Kind of machine”, “job type”: every value is the name of some of the things. */
function isKindOf({ lexicon }: State, { dataset, field, label }: FieldInfo): boolean {
  const isThing = (stem = '') => lexicon.entities.get(stem)?.includes(dataset) === true;
  return [field.name, label, field.description ?? '', ...field.aiContext.synonyms].some(text => {
    const [first = '', second = '', third] = stemsOf(text);
    const kind = /^(kind|type|sort|categori)$/;
    return (kind.test(first) && second === 'of' && isThing(third)) || (kind.test(second) && isThing(first));
  });
}
