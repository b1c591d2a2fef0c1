import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('ask');
const data = join(folder, 'data');
mkdirSync(data);
writeFileSync(
  join(data, 'sales.csv'),
  'day,region,amount\n2026-05-05,Europe,100.50\n2026-05-20,Asia,50.25\n2026-06-03,Europe,20.00\n',
);
const model = join(folder, 'model.yaml');
writeFileSync(
  model,
  `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: sales
        source: sales
        fields:
          - {name: day, expression: day, datatype: Date, dimension: {is_time: true}}
          - {name: region, expression: region, datatype: String, dimension: {}}
          - {name: amount, expression: amount, datatype: Decimal}
    metrics:
      - name: revenue
        expression: SUM(sales.amount)
        custom_extensions: [{vendor_name: COMMON, data: '{"unit":"USD","format":"currency","time_field":"sales.day"}'}]
`,
);

const scriptOf = (name: string) => fileURLToPath(new URL(`../../scripts/${name}.ts`, import.meta.url));
const now = '2026-07-01T00:00:00Z';

function run(script: string, ...args: string[]) {
  const flags = ['--data', data, '--model', model, '--now', now];
  return spawnSync(process.execPath, [scriptOf(script), ...flags, ...args], { encoding: 'utf8' });
}

function file(name: string, lines: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

test('an answer is a sentence and an aligned table, with exit code 0', () => {
  const { status, stdout } = run('ask', 'revenue by region');
  expect(status).toBe(0);
  expect(stdout).toContain('$120.50');
  const rows = stdout.split('\n').filter(line => /^(Europe|Asia) /.test(line));
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map(row => row.length)).size).toBe(1);
});

test('a refusal names the word and has exit code 2; a wrong call has 1', () => {
  const { status, stdout } = run('ask', 'revenue by warehouse');
  expect(status).toBe(2);
  expect(stdout).toContain('warehouse');
  expect(run('ask').status).toBe(1);
  expect(run('ask', '--now', 'tomorrow', 'revenue').status).toBe(1);
});

test('a batch writes one answer a line, follow-ups in the context of what came before', () => {
  const questions = file('batch.jsonl', [
    { id: 'a', question: 'revenue last month' },
    { id: 'b', question: 'only Europe', conversation: ['revenue by region', { question: 'by month' }] },
    { id: 'c', question: 'the weather' },
    { id: 'd', question: '\u0000' },
  ]);
  const { status, stdout } = run('ask', '--batch', questions);
  expect(status).toBe(0);
  const answers = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  expect(answers.map(answer => answer['id'])).toEqual(['a', 'b', 'c', 'd']);
  expect(answers[0]).toMatchObject({
    status: 'answered',
    results: { rows: [[expect.anything()]] },
    not_understood: [],
  });
  expect(Number((answers[0] as { results: { rows: unknown[][] } }).results.rows[0]?.[0])).toBe(20);
  expect(JSON.stringify(answers[1]?.['plan'])).toContain('Europe');
  expect(answers[2]).toMatchObject({ status: 'refused', sql: null, results: { columns: [], rows: [] } });
  expect(answers[3]).toMatchObject({ status: 'refused' });
  for (const answer of answers) {
    for (const member of ['agent_response', 'assumptions', 'suggestions', 'cost', 'execution_time']) {
      expect(answer).toHaveProperty(member);
    }
  }
});

test('a line that is no question is told by its number, without a stack', () => {
  const good = '{"question": "revenue"}\n';
  for (const [line, reason] of [
    ['no JSON', /: not a JSON object\n$/],
    ['{"id": 1}', /: .*Expected "question" .*\n$/],
  ] as const) {
    const questions = join(folder, 'faulty.jsonl');
    writeFileSync(questions, `${good}${line}\n`);
    for (const command of [run('ask', '--batch', questions), run('evaluate', '--questions', questions)]) {
      expect(command.status).toBe(1);
      expect(command.stderr.startsWith(`${questions}:2: `)).toBe(true);
      expect(command.stderr).toMatch(reason);
      expect(command.stderr.trim().split('\n')).toHaveLength(1);
    }
  }
});

test('a golden set is scored; a wrong answer fails unless put up with', () => {
  const questions = file('golden.jsonl', [
    { question: 'revenue by region', sql: 'SELECT sum(amount), region FROM sales GROUP BY 2' },
    { question: 'revenue last month', sql: 'SELECT 999' },
    { question: 'revenue by warehouse', refuse: true },
    {
      turns: [
        { question: 'revenue', sql: 'SELECT sum(amount) FROM sales' },
        { question: 'the weather', refuse: true },
      ],
    },
  ]);
  const strict = run('evaluate', '--questions', questions);
  expect(strict.status).toBe(1);
  expect(strict.stdout).toContain('4 right, 1 wrong, 0 refused of 5');
  expect(strict.stdout).toContain('[[999]]'.slice(1, -1));
  expect(run('evaluate', '--questions', questions, '--max-wrong', '1').status).toBe(0);
});
