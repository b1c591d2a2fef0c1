import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { isAskedBesides } from './asked-besides.ts';
import { problem, type State } from './state.ts';

const asksName = patterns.asksName;

/**
 * "what is the highest limit and which customer is it", "when did the newest hall open and what is it called": the one
 * of them that has it, shown with the number or date. What else is asked of that one is not passed over.
 */
export function nameExtreme(state: State): void {
  const { draft, chunks, tokens } = state;
  const [measure, ...more] = draft.measures;
  if (measure?.kind !== 'aggregate' || more.length > 0 || !/^M(IN|AX)$/.test(measure.function)) return;
  const clause = tokens.findIndex(
    ({ lower }, at) =>
      at >= (chunks[measure.at]?.end ?? 0) &&
      /^(what|which|who|whose|where|how|when)$/.test(lower) &&
      tokens[at - 1]?.lower === 'and',
  );
  // "lowest fee of loan 3 and the borrower"
  const mention = draft.mentions.find(each => isAskedBesides(state, measure.at, each));
  if (clause < 0 && !mention) return;
  const [field, ...others] = measure.choice.options.map(option => option.field);
  const [which, noun, ...words] = tokens.slice(clause).map(({ lower }) => lower);
  const theirs = state.lexicon.entities.get(tokens[clause + 1]?.stem ?? '')?.join() === field?.dataset;
  const isNamed = clause > 0 && asksName.test([which, noun, ...words].join(' '));
  const fits = which !== 'which' || /^(one|is|was)$/.test(noun ?? '') || theirs;
  // whatever splits the number was said before the clause
  const split = draft.dimensions.some(d => (chunks[d.kind === 'field' ? d.choice.at : d.at]?.start ?? 0) < clause);
  if (!field || others.length > 0 || !isNamed || !fits || split || draft.per) {
    const chunk = chunks[mention?.at ?? chunks.length - 1];
    if (chunk) problem(state, chunk, reasons.askWhichOfThemHasItTheWith);
    return;
  }
  const direction = measure.function === 'MAX' ? 'DESC' : 'ASC';
  draft.rank = { count: 1, direction, by: undefined, byField: measure.choice, at: measure.at };
  draft.subject = { kind: 'entity', dataset: field.dataset, at: measure.at };
  draft.subjectIs = 'top';
  draft.measures = [];
  draft.dimensions = [];
  draft.mentions = draft.mentions.filter(({ dataset }) => dataset !== field.dataset);
  for (const verb of draft.verbs) verb.used ||= verb.fields.includes(field);
}
