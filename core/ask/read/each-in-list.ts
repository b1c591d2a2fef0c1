import { lowerOf, type State, textOf } from './state.ts';

/** "how many orders are open, partial, fulfilled?": values with nothing but commas between them are asked for one by one. */
export function eachInList(state: State): void {
  const { draft, chunks, tokens } = state;
  const { measures, dimensions, filters, subject, having, rank, share, compare, difference, ratio } = draft;
  if (measures.length !== 1 || dimensions.length + having.length > 0) return;
  if (subject || rank || share || compare || difference || ratio) return;
  if (tokens.some(({ lower }) => /^(total|together|combined|altogether|overall|all|and|or)$/.test(lower))) return;
  const list = filters.find(({ operator, denied, text }) => operator === 'in' && !denied && /, .*, /.test(text));
  if (!list || filters.length > 1) return;
  const from = list.at - 1;
  if (!/^(is|are|was|were)$/.test(lowerOf(state, chunks[from]))) return;
  const text = chunks.slice(list.at, list.at + 2 * list.text.split(', ').length - 1);
  if (text.some((chunk, at) => at % 2 === 1 && textOf(state, chunk) !== ',')) return;
  const options = list.options.map(({ field, weight }) => ({ field, weight }));
  dimensions.push({ kind: 'field', choice: { options, scope: list.scope, text: list.text, at: list.at } });
}
