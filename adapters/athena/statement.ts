import type { Statement } from '../../core/sql/nodes.ts';
import { replacePlaceholders } from '../read-only.ts';

/** What Athena is sent: a text, and values for its question marks, written as SQL writes constants. */
export interface AthenaStatement {
  readonly text: string;
  readonly parameters: readonly string[];
}

/** Characters of an execution parameter at most (API Reference, StartQueryExecution). */
const longestParameter = 1_024;

/** A constant of Trino. Its text has no escapes: a quote within is written twice. */
function literal(value: Statement['values'][number]): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/**
 * The statement as Athena takes it: values in conditions on rows are execution parameters. Elsewhere the service takes
 * none, and long ones nowhere ("Use parameterized queries", considerations): these are written into the text.
 */
export function athenaStatement({ text, values }: Statement): AthenaStatement {
  const parameters: string[] = [];
  const written = replacePlaceholders(text, ({ place, inWhere }) => {
    const value = values[place];
    // Too few values are the service's to refuse.
    if (value === undefined) return '?';
    const constant = literal(value);
    if (!inWhere || constant.length > longestParameter) return constant;
    parameters.push(constant);
    return '?';
  });
  return { text: written, parameters };
}
