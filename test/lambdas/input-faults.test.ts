import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { AlertRuleSchema } from '../../core/alerts/rule.ts';
import { ModifySchema } from '../../lambdas/dashboard-generator/generate-schemas.ts';
import { EditSchema, HistoryQuerySchema } from '../../lambdas/dashboard-generator/schemas.ts';
import { inputFault } from '../../lambdas/query-orchestrator/input-faults.ts';

/** What is wrong with a request, in words of people: where, why, and what mends it. */
const said = (schema: v.GenericSchema, input: unknown): string[] =>
  (v.safeParse(schema, input).issues ?? []).map(issue => {
    const { path, message, mend } = inputFault(issue, 'body');
    expect(message).toContain(path || 'The body');
    return `${message} ${mend}`;
  });

describe('faults of requests', () => {
  test.each<[string, v.GenericSchema, unknown, string[]]>([
    ['what is missing', EditSchema, {}, ['operations is missing. Give it.', 'base_revision is missing. Give it.']],
    ['no object', EditSchema, 'x', ['The body is a text. Give an object.']],
    ['nothing', EditSchema, null, ['The body is empty. Give an object.']],
    [
      'of another kind, or too long',
      EditSchema,
      { operations: 'x', base_revision: '1', note: 'x'.repeat(501) },
      [
        'operations is a text. Give a list.',
        'base_revision is a text. Give a number.',
        'note does not fit. Give 500 characters at most.',
      ],
    ],
    [
      'out of what goes',
      EditSchema,
      { operations: [], base_revision: 0.5 },
      ['base_revision does not fit. Give a whole number.', 'base_revision does not fit. Give a number of 1 at least.'],
    ],
    ['words of an address', HistoryQuerySchema, { limit: 'many' }, ['limit does not fit. Give a whole number.']],
    [
      'ids and switches',
      ModifySchema,
      { dashboard_id: 'A B', modification: 'x', dry_run: 'yes' },
      [
        'dashboard_id does not fit. Give an id of small letters, digits, "-" and "_", 64 at most.',
        'dry_run is a text. Give true or false.',
      ],
    ],
    [
      'a choice, and what is not known',
      AlertRuleSchema,
      { title: 'T', of: { dashboard_id: 'd', tile_id: 't' }, condition: { kind: 'treshold' }, more: 1 },
      [
        'condition.kind does not fit. Give one of threshold, change, missing, stale.',
        'more is nothing that is known here. Leave it out.',
      ],
    ],
  ])('%s', (_, schema, input, expected) => {
    expect(said(schema, input)).toEqual(expected);
  });
});
