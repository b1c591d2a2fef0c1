import { problem, type State } from './state.ts';

const asksName =
  /(?:, )?and (?:what (?:is|was|are) (?:it|he|she) (?:called|named)|what (?:is|was) (?:its|his|her|the) name|who (?:is|was) (?:it|that)|which(?: one| \w+)? (?:is|was) (?:it|that|this)|which one)(?: \?)?$/;

/**
 * "what is the highest limit and which customer is it", "when did the newest hall open and what is it called": the one
 * of them that has it, shown with the number or date. What else is asked of that one is not passed over.
 */
export function nameExtreme(state: State): void {
  const { draft, chunks, tokens } = state;
  const [measure, ...more] = draft.measures;
  if (measure?.kind !== 'aggregate' || more.length > 0 || !/^M(IN|AX)$/.test(measure.function)) return;
  const from = chunks[measure.at]?.end ?? 0;
  const behind = tokens
    .slice(from)
    .map(({ lower }) => lower)
    .join(' ');
  const rest = /(?:^| )and (?:what|which|who|whose|where|how|when)\b/.exec(behind);
  if (!rest) return;
  const [field, ...others] = measure.choice.options.map(option => option.field);
  const noun = /and which (?!one|is|was)(\w+)/.exec(behind)?.[1];
  const named = tokens.find(({ lower }, at) => at >= from && lower === noun);
  const theirs = !noun || state.lexicon.entities.get(named?.stem ?? '')?.join() === field?.dataset;
  // the clause names the things, and whatever splits the number was said before it
  const clause = from + behind.slice(0, rest.index).split(' ').filter(Boolean).length;
  const split = draft.dimensions.some(d => (chunks[d.kind === 'field' ? d.choice.at : d.at]?.start ?? 0) < clause);
  if (!field || others.length > 0 || !asksName.test(behind) || !theirs || split || draft.per) {
    const chunk = chunks[chunks.length - 1];
    if (chunk) problem(state, chunk, 'Ask which of them has it: “the … with the lowest …”.');
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
