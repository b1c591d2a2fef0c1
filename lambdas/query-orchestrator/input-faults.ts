import * as v from 'valibot';

/** What is wrong with one part of a request: where, why, and what to do about it. */
export interface InputFault {
  readonly path: string;
  readonly message: string;
  readonly mend: string;
}

type Issue = v.BaseIssue<unknown>;

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  strict_object: 'an object',
  record: 'an object',
  array: 'a list',
  integer: 'a whole number',
  finite: 'a number',
  iso_date: 'a day such as 2026-01-31',
  iso_timestamp: 'a time such as 2026-01-31T09:00:00Z',
  never: 'nothing',
};

/** What a schema found, in words of people and not of the checker. */
export function inputFault(issue: Issue, where: string): InputFault {
  const path = v.getDotPath(issue) ?? '';
  const name = path || `The ${where}`;
  const fault = (message: string, mend: string): InputFault => ({ path, message: `${name} ${message}.`, mend });
  if (issue.expected === 'never') return fault('is nothing that is known here', 'Leave it out.');
  if (issue.input === undefined) return fault('is missing', 'Give it.');
  const isOfAnotherKind = issue.kind === 'schema' && issue.type in kinds;
  return fault(isOfAnotherKind ? `is ${kindOf(issue.input)}` : 'does not fit', `Give ${expectedOf(issue)}.`);
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return kinds[typeof value] ?? 'something else';
};

function expectedOf(issue: Issue): string {
  const { requirement, input } = issue as Issue & { requirement?: unknown };
  const known = [...(issue.expected ?? '').matchAll(/"([^"]+)"/g)].map(match => match[1]!);
  const unit = Array.isArray(input) ? 'entries' : 'characters';
  switch (issue.type) {
    case 'min_value':
      return `a number of ${requirement} at least`;
    case 'max_value':
      return `a number of ${requirement} at most`;
    case 'min_length':
    case 'non_empty':
      return requirement === undefined || requirement === 1
        ? 'one that is not empty'
        : `${requirement} ${unit} at least`;
    case 'max_length':
      return `${requirement} ${unit} at most`;
    case 'picklist':
    case 'literal':
    case 'variant':
      if (known.length > 0) return known.length === 1 ? known[0]! : `one of ${known.join(', ')}`;
  }
  if (!/^Invalid /.test(issue.message)) return issue.message;
  return kinds[issue.type] ?? 'another value';
}
