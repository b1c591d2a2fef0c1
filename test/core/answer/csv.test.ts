import { expect, test } from '@jest/globals';
import { toCsv } from '../../../core/answer/csv.ts';

const columns = [
  { label: 'Customer', type: 'string' },
  { label: 'Revenue, net', type: 'decimal' },
] as const;

test('rows end with CRLF; commas, quotes and line breaks are quoted', () => {
  const rows = [
    ['Müller "und" Söhne', '10.50'],
    ['a,b', 3],
    ['two\nlines', null],
  ];
  expect(toCsv(columns, rows)).toBe(
    'Customer,"Revenue, net"\r\n"Müller ""und"" Söhne",10.50\r\n"a,b",3\r\n"two\nlines",\r\n',
  );
});

test.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\tx'])('text %j computes nothing in a spreadsheet', text => {
  const [, line] = toCsv(columns, [[text, 1]]).split('\r\n');
  expect(line).toBe(`'${text},1`);
});

test('negative numbers stay numbers, as numbers and as text of a number column', () => {
  expect(
    toCsv(columns, [
      ['x', -5],
      ['y', '-5.25'],
    ]),
  ).toContain('x,-5\r\ny,-5.25\r\n');
});
