import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

const asksAdvice = patterns.asksAdvice;

const commands = new RegExp(`^(${lists.commands})$`);

/** "cancel order 12": asked to do something, where questions are all that can be answered. */
export function refuseCommand(state: State): void {
  const [first, second] = state.chunks;
  const words = state.tokens.map(token => token.lower).join(' ');
  // "which sites should we close": wherever it stands
  if (first && asksAdvice.test(words)) {
    problem(state, first, reasons.doWhyQuestion);
    return;
  }
  const word = first && first.end - first.start === 1 ? lowerOf(state, first) : '';
  const object =
    second?.kind === 'terms' ||
    (second?.kind === 'filler' && /^(the|a|an|this|all|my|our|these)$/.test(lowerOf(state, second)));
  // "drop the region filter": a filter of the last answer
  if (state.tokens.some(token => /^(filters?|restrictions?|conditions?)$/.test(token.lower))) return;
  const verb = state.tokens[0]?.lower ?? '';
  // "email addresses of the gold guests": a field
  if (/^e?mail$/.test(verb) && /^(address|addresses|of)$/.test(state.tokens[1]?.lower ?? '')) return;
  const thing = state.tokens[1];
  const one = thing !== undefined && state.lexicon.entities.has(thing.stem) && !/s$/.test(thing.lower);
  const changed = commands.test(verb) && (!state.lexicon.words.has(verb) || one);
  if (first && (changed || puts(state) || (commands.test(word) && object)))
    problem(state, first, reasons.onlyQuestionsAnswered);
}

/** "set all open invoices to paid", "mark these orders as shipped"; "set the year to 2024" is of the last answer. */
function puts({ tokens, lexicon }: State): boolean {
  const [verb, ...rest] = tokens.filter(token => !/^(please|now|can|could|you|kindly)$/.test(token.lower));
  const wanted = /^(set|change|switch|move|turn|put)$/.test(verb?.lower ?? '')
    ? /^(to|into)$/
    : /^(mark|flag|tag|label)$/.test(verb?.lower ?? '')
      ? /^(as|to)$/
      : undefined;
  const joint = wanted ? rest.findIndex(({ lower }) => wanted.test(lower)) : -1;
  const said = rest.slice(0, Math.max(joint, 0));
  return said.some(
    ({ lower, stem }) =>
      /^(all|every|each|these|those)$/.test(lower) || (/s$/.test(lower) && lexicon.entities.has(stem)),
  );
}
