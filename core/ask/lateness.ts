import type { Expression } from '../semantic/expression/nodes.ts';
import type { Catalogue, FieldInfo } from './catalogue.ts';
import { comparisonOf } from './conditions.ts';
import lists from './english/lists.data.json' with { type: 'json' };
import { nameWords } from './words.ts';

/** What a model means by late: one date of a row is after another. */
export interface Lateness {
  readonly late: FieldInfo;
  readonly due: FieldInfo;
}

const words = new RegExp(`\\b(${lists.late})\\b`);

/** The two dates by which a model tells what is late; undefined where it does not say, or says it in two ways. */
export function latenessOf(catalogue: Catalogue): Lateness | undefined {
  const said = [
    ...[...catalogue.metrics.values()].flatMap(({ name, metric }) =>
      saysLate([name, metric.label, ...metric.aiContext.synonyms]) ? [latenessOfMetric(catalogue, name)] : [],
    ),
    ...[...catalogue.fields.values()].flatMap(field =>
      saysLate([field.name, field.label, field.field.description]) ? [latenessOfField(catalogue, field)] : [],
    ),
  ].filter(pair => pair !== undefined);
  const [first] = said;
  return said.every(({ late, due }) => late === first?.late && due === first.due) ? first : undefined;
}

const saysLate = (texts: readonly (string | undefined)[]): boolean =>
  texts.some(text => words.test(nameWords(text ?? '').join(' ')));

/** Of a metric that counts the rows of which one date is after the other, these. */
export function latenessOfMetric(catalogue: Catalogue, metric: string): Lateness | undefined {
  const compared = comparisonOf(catalogue, metric);
  if (!compared || !('to' in compared)) return undefined;
  return inOrder(compared.operator, catalogue.fields.get(compared.field), catalogue.fields.get(compared.to));
}

/** Of a field that says whether one date is after the other, `CASE … WHEN received > promised THEN 'Late' …`. */
export function latenessOfField(catalogue: Catalogue, { dataset, field }: FieldInfo): Lateness | undefined {
  const { expression } = field;
  const whens = expression.kind === 'case' && !expression.operand ? expression.branches.map(({ when }) => when) : [];
  const own = (side: Expression) => {
    const column = columnOf(side);
    return catalogue.fieldsOf(dataset).find(f => column !== undefined && columnOf(f.field.expression) === column);
  };
  return whens
    .map(when => (when.kind === 'binary' ? inOrder(when.operator, own(when.left), own(when.right)) : undefined))
    .find(pair => pair !== undefined);
}

const columnOf = (expression: Expression): string | undefined =>
  expression.kind === 'reference' ? expression.parts.at(-1)?.name.toLowerCase() : undefined;

function inOrder(operator: string, left?: FieldInfo, right?: FieldInfo): Lateness | undefined {
  if (left?.kind !== 'time' || right?.kind !== 'time') return undefined;
  if (operator === '>') return { late: left, due: right };
  return operator === '<' ? { late: right, due: left } : undefined;
}
