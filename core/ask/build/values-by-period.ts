import { Clarification } from '../refusal.ts';
import { stemOf } from '../words.ts';
import type { BuildContext } from './context.ts';

const summed = ['together', 'altogether', 'combined', 'jointly', 'total', 'sum', 'or', 'either'].map(stemOf);
const options = [
  { id: 'each', label: 'Each on its own' },
  { id: 'all', label: 'All of them together' },
];

/** "yearly revenue in Japan, China and India": that of each of them, or of all of them together? */
export function askForValues({ draft, choices, assumptions }: BuildContext): void {
  const [period, ...more] = draft.dimensions;
  if (period?.kind !== 'time' || more.length > 0 || draft.subject || draft.measures.length === 0) return;
  if (draft.compare || draft.rank || draft.share || draft.difference || summed.some(stem => draft.said.has(stem)))
    return;
  const listed = draft.filters.find(
    ({ operator, single, pieces = [] }) => single && operator === 'in' && pieces.length > 1,
  );
  if (!listed) return;
  const text = `${listed.text}: each on its own, or all together?`;
  const chosen = choices['values'];
  if (chosen === undefined)
    throw new Clarification(
      text,
      options.map(({ id, label }) => ({ label, choices: { values: id } })),
    );
  const taken = chosen === 'each' ? 'is on its own' : 'is taken together with the others';
  assumptions.push({ id: 'values', kind: 'value', text: `Each of ${listed.text} ${taken}.`, chosen, choices: options });
  if (chosen !== 'each') return;
  const { at, text: said, scope } = listed;
  const fields = listed.options.map(({ field, weight }) => ({ field, weight }));
  draft.dimensions.push({ kind: 'field', choice: { options: fields, text: said, at, scope } });
}
