import { type Operator, type SaidRule, takeRule } from './tone-words.ts';

/** What a text says of colours by value, and the words around it. */
export interface SaidRules {
  readonly rules: readonly SaidRule[];
  readonly before: string;
  readonly after: string;
}

const joint = /^(\s+(?:in|on|of|for|to)\s+[^,;]+?(?=[\s,]+(?:and|but)\s*$|,\s*$))?[\s,;]*(?:(?:and|but|or|then)\s*)*$/i;

/**
 * Reads all rules of a text.
 * @param isBare colours behind a number count too, whatever stands before ("cover under 5 in red")
 */
export function rulesIn(words: string, isBare: boolean): SaidRules {
  const first = takeRule(words, isBare);
  if (!first) return { rules: [], before: words, after: '' };
  const rules = [first.rule];
  let { after } = first;
  let place = '';
  for (;;) {
    const next = takeRule(after, true);
    // Between two rules stands nothing but what joins them, and where they are.
    const between = next && joint.exec(next.before);
    if (!between) break;
    rules.push(next.rule);
    place += between[1] ?? '';
    after = next.after;
  }
  return { rules: completed(rules), before: first.before, after: place + after };
}

const opposite: Readonly<Record<Operator, Operator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '!=',
  '!=': '=',
};

/** What is otherwise is what the rule before is not; a rule that names no number goes on with the one before. */
function completed(rules: readonly SaidRule[]): readonly SaidRule[] {
  const done: SaidRule[] = [];
  for (const rule of rules) {
    const last = done.at(-1);
    const column = rule.column ?? last?.column;
    const condition =
      rule.condition ?? (last?.condition && { ...last.condition, operator: opposite[last.condition.operator] });
    done.push({ ...rule, ...(column !== undefined && { column }), ...(condition && { condition }) });
  }
  return done;
}
