import { nameWords, stemOf } from '../words.ts';
import type { State } from './state.ts';

/**
 * "discounts as a percentage of gross sales": behind the words stands a sum of money, so what is said before them is the
 * one sum that is called after the field too, and not the rate of each row.
 */
export function amountOfShare(state: State): void {
  const { draft, catalogue } = state;
  const [whole, ...others] = draft.measures;
  const { share } = draft;
  const choices = [...draft.listFields, ...state.loose].filter(({ at }) => share !== undefined && at < share.at);
  const [choice, ...more] = choices;
  if (!share || !whole || others.length + more.length > 0 || whole.at < share.at || whole.kind !== 'metric') return;
  const field = choice?.options[0]?.field;
  if (!choice || field?.kind !== 'number' || !isSum(catalogue.metrics.get(whole.metric)?.text)) return;
  const said = nameWords(choice.text).map(stemOf);
  const amounts = [...catalogue.metrics.values()].filter(
    ({ text, metric, name }) =>
      name !== whole.metric &&
      isSum(text) &&
      text.includes(field.id) &&
      said.every(stem =>
        [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms].some(term =>
          nameWords(term).map(stemOf).includes(stem),
        ),
      ),
  );
  const [amount, ...rest] = amounts;
  if (!amount || rest.length > 0) return;
  draft.listFields = draft.listFields.filter(each => each !== choice);
  state.loose = state.loose.filter(each => each !== choice);
  draft.measures = [{ kind: 'metric', metric: amount.name, at: choice.at }, whole];
}

const isSum = (text: string | undefined): boolean => text?.startsWith('SUM(') === true;
