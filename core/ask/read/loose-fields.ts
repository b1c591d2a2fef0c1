import { filterByPresence } from './field-filters.ts';
import { flagOf } from './flag-of-field.ts';
import { lowerOf, type State } from './state.ts';

/** "flights that have a recorded gate": it is there. */
const isHad = (state: State, choice: State['loose'][number]): boolean =>
  (state.draft.measures.length > 0 || state.draft.mentions.length > 0) &&
  state.chunks
    .slice(Math.max(0, choice.at - 3), choice.at)
    .some(
      (c, i, all) =>
        /^(have|has|had|having)$/.test(lowerOf(state, c)) ||
        (lowerOf(state, c) === 'with' && /^an?$/.test(lowerOf(state, all[i + 1]))),
    ) &&
  state.chunks
    .slice(Math.max(0, choice.at - 3), choice.at)
    .every(
      (c, i, all) =>
        c.kind === 'filler' || all.slice(i).some(o => /^(have|has|had|having|with)$/.test(lowerOf(state, o))),
    );

/** A field named alone can be what the question is about: brands of manufacturer 3. */
export function placeLoose(state: State, choice: State['loose'][number]): boolean {
  const { draft } = state;
  const first = choice.options[0]?.field;
  if (!first) return false;
  const flag = flagOf(state, first);
  // "sales of organic", where that is yes or no of what is sold
  const things = draft.measures.length > 0 || (draft.mentions.length > 0 && draft.listFields.length === 0);
  const said =
    flag &&
    things &&
    !draft.share &&
    !draft.compare &&
    /^(of|with|for)$/.test(lowerOf(state, state.chunks[choice.at - 1]));
  if (said || isHad(state, choice)) {
    // "procedures that had a complication": it is not asked whether that is known of them
    if (flag)
      draft.filters.push({
        options: [{ field: first, values: [flag.yes], weight: 1, partial: false }],
        operator: 'in',
        scope: choice.scope,
        text: choice.text,
        at: choice.at,
      });
    else filterByPresence(state, choice, 'isPresent', choice.scope, choice.at);
    return true;
  }
  if (draft.subject === undefined && draft.mentions.length > 0 && draft.measures.length === 0 && !draft.rank) {
    draft.listFields.push(choice);
    return true;
  }
  // "accounts with revenue over 5000 and industry": of the things that were named, shown beside them
  const owner = draft.mentions.find(
    ({ at, dataset }) => at < choice.at && state.catalogue.hasOne(dataset, first.dataset),
  );
  if (draft.subject === undefined && draft.having.length > 0 && owner && first.kind !== 'number') {
    draft.mentions = draft.mentions.filter(mention => mention !== owner);
    draft.subject = { kind: 'entity', dataset: owner.dataset, at: owner.at };
    draft.subjectIs ??= 'plain';
    const options = choice.options.filter(({ field }) => state.catalogue.hasOne(owner.dataset, field.dataset));
    draft.beside.push({ ...choice, options, scope: owner.dataset });
    return true;
  }
  if (
    draft.subject === undefined &&
    (draft.rank || draft.changed || draft.having.length > 0 || draft.measures.length === 0) &&
    first.kind !== 'number'
  ) {
    draft.subject = { kind: 'field', choice };
    draft.subjectIs ??= draft.rank ? 'top' : 'plain';
    return true;
  }
  if (draft.measures.length === 0) {
    draft.listFields.push(choice);
    return true;
  }
  // keywords: "stock value manufacturer"
  if (first.kind === 'text' && draft.measures.at(-1)?.at === choice.at - 1 && draft.dimensions.length === 0) {
    draft.dimensions.push({ kind: 'field', choice });
    return true;
  }
  // "brands sorted by revenue"
  const [measure, ...more] = draft.measures;
  const sortedBy = measure !== undefined && draft.sort?.by === measure && more.length === 0;
  if (sortedBy && choice.at < measure.at && first.kind === 'text' && draft.dimensions.length === 0 && !draft.subject) {
    draft.dimensions.push({ kind: 'field', choice });
    return true;
  }
  return draft.listFields.some(f => f.at === choice.at);
}
