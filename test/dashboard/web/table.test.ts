import { describe, expect, test } from '@jest/globals';
import type { AnswerColumn } from '../../../dashboard/web/src/api/types.ts';
import { fitColumns, layoutColumns } from '../../../dashboard/web/src/table/layout.ts';
import { nextSort, sortRows } from '../../../dashboard/web/src/table/sort.ts';
import { tabSeparated } from '../../../dashboard/web/src/table/tab-separated.ts';
import { textWidth } from '../../../dashboard/web/src/table/text-width.ts';
import { rowSlots, rowWindow } from '../../../dashboard/web/src/table/window.ts';

const name: AnswerColumn = { name: 'name', label: 'Name', type: 'string', role: 'dimension' };
const amount: AnswerColumn = { name: 'amount', label: 'Amount', type: 'decimal', role: 'measure' };

describe('sorting', () => {
  test('a header goes through both orders and back; numbers begin with the largest', () => {
    expect(nextSort(undefined, 1, true)).toEqual({ column: 1, direction: 'descending' });
    expect(nextSort({ column: 1, direction: 'descending' }, 1, true)).toEqual({ column: 1, direction: 'ascending' });
    expect(nextSort({ column: 1, direction: 'ascending' }, 1, true)).toBeUndefined();
    expect(nextSort({ column: 1, direction: 'ascending' }, 0, false)).toEqual({ column: 0, direction: 'ascending' });
  });

  const rows = [
    ['b', 2],
    ['A', null],
    ['item 10', -1],
    ['item 9', 10],
  ];
  const sorted = (column: number, direction: 'ascending' | 'descending') =>
    sortRows(rows, [name, amount], { column, direction }).map(row => row[column]);

  test('rows without a value come last either way', () => {
    expect(sorted(1, 'ascending')).toEqual([-1, 2, 10, null]);
    expect(sorted(1, 'descending')).toEqual([10, 2, -1, null]);
  });

  test('text is sorted as people do', () => {
    expect(sorted(0, 'ascending')).toEqual(['A', 'b', 'item 9', 'item 10']);
  });

  test('large integers are compared whole, and the rows given stay as they were', () => {
    const large = [
      ['a', '9007199254740993'],
      ['b', '9007199254740992'],
    ];
    expect(
      sortRows(large, [name, { ...amount, type: 'integer' }], { column: 1, direction: 'ascending' }).map(
        ([key]) => key,
      ),
    ).toEqual(['b', 'a']);
    expect(large[0]?.[0]).toBe('a');
  });
});

test('only rows in view and a few around are drawn', () => {
  expect(rowWindow({ top: 0, height: 320 }, 32, 5_000)).toEqual({ from: 0, to: 22 });
  expect(rowWindow({ top: 3_200, height: 320 }, 32, 5_000)).toEqual({ from: 88, to: 122 });
  expect(rowWindow({ top: 999_999, height: 320 }, 32, 50)).toEqual({ from: 49, to: 50 });
});

test('columns have one number of decimals and a width that holds their longest text', () => {
  const [text, number] = layoutColumns(
    [name, amount],
    [
      ['a rather long name of a thing', 1.5],
      ['b', 2],
    ],
  );
  expect(number).toMatchObject({ decimals: 2, right: true });
  expect(text?.width).toBeGreaterThan(number?.width ?? 0);
  expect(layoutColumns([name], [['x'.repeat(500)]], 164)[0]?.width).toBe(164);
});

test('what is copied has labels, raw values and no line breaks inside cells', () => {
  const results = {
    columns: [name, amount],
    rows: [
      ['a\tb\nc', 1234.5],
      [null, null],
    ],
    truncated: false,
  };
  expect(tabSeparated(results)).toBe('Name\tAmount\na b c\t1234.5\n\t');
});

describe('columns that fit', () => {
  const columns = [
    { name: 'channel', label: 'Sales channel of order', type: 'string', role: 'dimension' },
    { name: 'value', label: 'Average order value', type: 'decimal', role: 'measure' },
  ] as const;
  const rows = [['Web', '1.50']];
  const widthIn = (room: number, narrow = false) =>
    fitColumns(columns, rows, { narrow, room }).reduce((sum, { width }) => sum + width, 0);

  test('stand closer where cells have less beside them', () => {
    const tight = fitColumns(columns, rows, { narrow: true, room: 100, tight: true });
    const loose = fitColumns(columns, rows, { narrow: true, room: 100 });
    for (const [index, { width }] of tight.entries()) expect(width).toBeLessThan(loose[index]!.width);
  });

  test('keep their headers in one line where there is room, else break them before the table scrolls', () => {
    const natural = widthIn(2_000);
    expect(widthIn(natural)).toBe(natural);
    expect(widthIn(natural - 1)).toBeLessThan(natural - 60);
  });

  const list = [
    { name: 'title', label: 'Title', type: 'string', role: 'dimension' },
    { name: 'day', label: 'Day', type: 'date', role: 'dimension', grain: 'day' },
    { name: 'value', label: 'Value', type: 'decimal', role: 'measure' },
  ] as const;
  const titled = [['A title that is much longer than it has to be', '2026-10-13', '1234.50']];
  const widths = (room: number) => fitColumns(list, titled, { narrow: false, room }).map(({ width }) => width);

  test('cut long texts before the table scrolls: numbers and dates stay whole, and the room is used up', () => {
    const [title = 0, day, value] = widths(2_000);
    const [cut = 0, ...others] = widths(400);
    expect(cut).toBeLessThan(title);
    expect(others).toEqual([day, value]);
    expect(cut + (day ?? 0) + (value ?? 0)).toBe(400);
  });

  test('show more of a table that scrolls all the same', () => {
    const [title = 0] = widths(2_000);
    const [cut = 0] = widths(200);
    expect(cut).toBeLessThanOrEqual(220);
    expect(cut).toBeLessThan(title);
  });
});

describe('the room of a text', () => {
  test('goes by its letters', () => {
    expect(textWidth('illicit')).toBeLessThan(textWidth('mammoth') / 1.8);
    expect(textWidth('ABCDEFG')).toBeGreaterThan(textWidth('abcdefg'));
    expect(textWidth('')).toBe(0);
  });

  test('is enough for what was measured in the page at 13 px', () => {
    // Inter with tabular figures in Chromium.
    for (const [text, pixels] of [
      ['Maple Row Logistics', 125.9],
      ['0123456789', 84.3],
      ['WMmw%', 59.7],
    ] as const) {
      expect(textWidth(text)).toBeGreaterThanOrEqual(pixels);
      expect(textWidth(text)).toBeLessThan(pixels * 1.12);
    }
  });
});

test('rows of a window share no element, wherever it was scrolled to', () => {
  for (const height of [1, 319, 320, 333, 1_000])
    for (let top = 0; top < 4_000; top += 7) {
      const { from, to } = rowWindow({ top, height }, 32, 5_000);
      const slots = Array.from({ length: to - from }, (_, offset) => (from + offset) % rowSlots(height, 32));
      expect(new Set(slots).size).toBe(to - from);
    }
});
