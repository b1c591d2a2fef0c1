import { describe, expect, test } from '@jest/globals';
import { periodPhrase } from '../../../core/answer/period.ts';
import { answerSentence } from '../../../core/answer/sentence.ts';
import type { AnswerColumn } from '../../../core/answer/types.ts';
import { parsePlan } from '../../../core/plan/parse.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import type { Cell } from '../../../core/ports/query-engine.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';

const now = new Date('2026-08-19T15:30:00Z');
const model = loadModel(
  `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: sales
        source: sales
        fields:
          - {name: day, expression: day, datatype: Date, dimension: {is_time: true}}
          - {name: region, expression: region, datatype: String}
          - {name: amount, expression: amount, datatype: Decimal}
    metrics:
      - {name: revenue, expression: SUM(sales.amount)}
`,
  { file: 'shop.yaml' },
);

const revenue: AnswerColumn = { name: 'revenue', label: 'Revenue', type: 'decimal', role: 'measure', unit: 'USD' };
const region: AnswerColumn = { name: 'region', label: 'Region', type: 'string', role: 'dimension' };
const month: AnswerColumn = { name: 'day', label: 'Day', type: 'date', role: 'time', grain: 'month' };
const growth: AnswerColumn = { name: 'growth', label: 'Growth', type: 'float', role: 'measure', unit: '%' };
const measures = [{ name: 'revenue', metric: 'revenue' }];
const quarter = { field: 'sales.day', range: { kind: 'previous' as const, unit: 'quarter' as const, count: 1 } };

const say = (plan: PlanInput, columns: readonly AnswerColumn[], rows: Cell[][], truncated = false) =>
  answerSentence({ plan: parsePlan(plan), model, explanation: 'Revenue in 2030.', columns, rows, truncated, now });

describe('one plain true sentence', () => {
  test('one number says its time and filters', () => {
    expect(say({ measures, time: quarter }, [revenue], [[4_312_345.6]])).toBe('Revenue was $4.31M in Q2 2026.');
    expect(say({ measures }, [revenue], [['12.50']])).toBe('Revenue is $12.50.');
    const where = [{ field: 'sales.region', operator: '=' as const, values: ['Europe'] }];
    expect(say({ measures, where }, [revenue], [[5]])).toContain('Europe');
  });

  test('where it is chance which of several equal ones is shown, that is said', () => {
    const shown = (rows: Cell[][]) =>
      answerSentence({
        plan: parsePlan({ measures, orderBy: [{ column: 'revenue', direction: 'DESC' }], limit: rows.length }),
        model,
        explanation: '',
        columns: [region, revenue],
        rows,
        truncated: false,
        tied: true,
        now,
      });
    expect(shown([['Asia', 5]])).toBe('Revenue is $5.00 for Asia. Others have the same and are not shown.');
    expect(
      shown([
        ['Asia', 7],
        ['Africa', 5],
      ]),
    ).toMatch(/Others have the same as the last of them and are not shown\.$/);
  });

  test('a unit that its name says is not said again, and no other one in its place', () => {
    const shared = {
      name: 'n',
      type: 'decimal',
      role: 'measure',
      unit: 'days',
      format: 'duration',
      decimals: 1,
    } as const;
    const cover: AnswerColumn = { ...shared, label: 'Days of cover' };
    expect(say({ measures }, [cover], [[75.6092]])).toBe('Days of cover are 75.6.');
    expect(say({ measures }, [{ ...shared, label: 'Lead time' }], [[75.6092]])).toMatch(/^Lead time is 75\.6\sdays\.$/);
  });

  test('growth says its direction and against what', () => {
    const step = {
      kind: 'comparison',
      name: 'growth',
      measure: 'revenue',
      with: 'previousYear',
      output: 'growth',
    } as const;
    const plan = { measures, time: quarter, steps: [step] };
    expect(say(plan, [revenue, growth], [[10, 0.1237]])).toBe(
      'Revenue was $10.00 in Q2 2026, up 12.4 % on the year before.',
    );
    expect(say(plan, [revenue, growth], [[10, -0.5]])).toContain('down 50.0 % on the year before');
    expect(say(plan, [revenue, growth], [[10, null]])).toBe('Revenue was $10.00 in Q2 2026.');
  });

  test('groups name the largest, or the smallest when these were asked for', () => {
    const rows = [
      ['Europe', 30],
      ['Asia', 20],
      [null, 10],
    ];
    const dimensions = [{ field: 'sales.region' }];
    expect(say({ measures, dimensions }, [region, revenue], rows)).toBe(
      '3 results by region; revenue is highest for Europe ($30.00).',
    );
    const bottom = { measures, dimensions, orderBy: [{ column: 'revenue', direction: 'ASC' as const }], limit: 3 };
    expect(say(bottom, [region, revenue], rows)).toContain('revenue is lowest for no region ($10.00).');
  });

  test('one of a unit is singular, and equal values are said to be equal', () => {
    const count: AnswerColumn = { name: 'n', label: 'Order count', type: 'integer', role: 'measure', unit: 'orders' };
    const plan = { measures: [{ name: 'n', metric: 'revenue' }], dimensions: [{ field: 'sales.region' }] };
    const sentence = (...values: number[]) =>
      say(
        plan,
        [region, count],
        values.map((value, i) => ['ABCDE'.charAt(i), value]),
      ).replaceAll('\u202f', ' ');
    expect(sentence(1)).toBe('Order count is 1 for A.');
    expect(sentence(1, 1)).toBe('2 results by region; order count is 1 for each.');
    expect(sentence(1, 3, 3)).toBe('3 results by region; order count is highest for B and 1 other (3).');
    expect(sentence(3, 3, 3, 1)).toContain('for A and 2 others (3).');
    const late: AnswerColumn = { ...count, label: 'Late deliveries', unit: 'shipments' };
    const single = (value: number) => say({ measures: plan.measures }, [late], [[value]]).replaceAll('\u202f', ' ');
    expect(single(1)).toBe('Late deliveries are 1 shipment.');
    expect(single(4)).toBe('Late deliveries are 4 shipments.');
  });

  test('what was worked out is what is said; marks that turn the text are left out', () => {
    const ratio: AnswerColumn = { name: 'ratio', label: 'Ratio', type: 'float', role: 'measure' };
    const plan: PlanInput = {
      measures: [...measures, { name: 'n', metric: 'revenue', hidden: true }],
      dimensions: [{ field: 'sales.region' }],
      steps: [{ kind: 'ratio', name: 'ratio', numerator: 'revenue', denominator: 'n' }],
    };
    const rows = [
      ['A', 9, 1],
      ['B\u202Eb\u2066', 1, 2],
    ];
    expect(say(plan, [region, revenue, ratio], rows)).toBe('2 results by region; ratio is highest for Bb (2).');
  });

  test('a series says its span, high and low', () => {
    const rows = [
      ['2026-01-01', 3],
      ['2026-02-01', 1],
      ['2026-03-01', 2],
    ];
    expect(say({ measures, time: { field: 'sales.day', grain: 'month' } }, [month, revenue], rows)).toBe(
      '3 months from Jan 2026 to Mar 2026; revenue was highest in Jan 2026 ($3.00) and lowest in Feb 2026 ($1.00).',
    );
  });

  test('which rows and groups were kept is said of a series, groups, values and a number alike', () => {
    const where = [{ field: 'sales.region', operator: '=' as const, values: ['Europe'] }];
    const having = [{ column: 'revenue', operator: '>' as const, values: [1] }];
    const time = { field: 'sales.day', grain: 'month' as const };
    const dimensions = [{ field: 'sales.region' }];
    const months = [
      ['2026-01-01', 3],
      ['2026-02-01', 2],
    ];
    const said = ', only region Europe, only where revenue is over 1';
    const sentences = [
      say({ measures, time, where, having }, [month, revenue], months),
      say({ measures, time, where, having }, [month, revenue], months.slice(0, 1)),
      say({ measures, dimensions, where, having }, [region, revenue], [['Europe', 3]]),
      say({ measures, where, having }, [revenue], [[3]]),
    ];
    for (const sentence of sentences) expect(sentence).toContain(said);
    expect(say({ dimensions, where }, [region], [['Europe']])).toBe('1 result by region, only region Europe: Europe.');
  });

  test('what was counted over groups says which groups', () => {
    const summarise = { function: 'count' as const, name: 'customers' };
    const count: AnswerColumn = { name: 'customers', label: 'Number of customers', type: 'integer', role: 'measure' };
    const having = [
      { column: 'revenue', operator: '>' as const, values: [5] },
      { column: 'region', operator: 'isPresent' as const },
    ];
    const plan = { measures, dimensions: [{ field: 'sales.region' }], having, summarise };
    expect(say(plan, [count], [[275]])).toBe('Number of customers is 275, only where revenue is over 5.');
  });

  test('a period that is not over is no low', () => {
    const rows = [
      ['2026-06-01', 3],
      ['2026-07-01', 2],
      ['2026-08-01', 1],
    ];
    expect(say({ measures, time: { field: 'sales.day', grain: 'month' } }, [month, revenue], rows)).toBe(
      '3 months from Jun 2026 to Aug 2026 so far; revenue was highest in Jun 2026 ($3.00) and lowest in Jul 2026 ($2.00).',
    );
  });

  test('nothing is said to be nothing', () => {
    expect(say({ measures, dimensions: [{ field: 'sales.region' }] }, [region, revenue], [])).toBe(
      'Nothing matches: revenue in 2030.',
    );
    expect(say({ measures }, [revenue], [[null]])).toBe('There is no value: nothing matches.');
  });

  test('values without a number are listed when few; more rows than shown are said', () => {
    const dimensions = [{ field: 'sales.region' }];
    expect(say({ dimensions }, [region], [['Asia'], ['Europe']])).toBe('2 results by region: Asia and Europe.');
    expect(say({ fields: ['sales.region'] }, [region], [['Asia'], ['Asia']], true)).toContain(
      'The first 2 rows of more',
    );
  });
});

test('a period that is not over is said to be so far', () => {
  expect(periodPhrase({ kind: 'current', unit: 'year' }, now)).toBe('in 2026 so far');
  expect(periodPhrase({ kind: 'current', unit: 'quarter' }, now)).toBe('in Q3 2026 so far');
  expect(periodPhrase({ kind: 'previous', unit: 'month', count: 1 }, now)).toBe('in July 2026');
});
