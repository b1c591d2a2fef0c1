import { expect, test } from '@jest/globals';
import { conditionText } from '../../../core/plan/condition-words.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';

const model = loadModel(
  `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: sales
        source: sales
        fields:
          - {name: rgn_cd, expression: rgn_cd, datatype: String, label: Sales region}
          - {name: amount, expression: amount, datatype: Decimal}
          - {name: day, expression: day, datatype: Date}
          - {name: is_open, expression: is_open, datatype: Boolean, label: Still open}
      - name: shops
        source: shops
        fields:
          - {name: city, expression: city, datatype: String}
`,
  { file: 'shop.yaml' },
);

test.each([
  ["rgn_cd = 'Europe'", 'sales region is Europe'],
  ["sales.RGN_CD <> 'Europe'", 'sales region is not Europe'],
  ["shops.city IN ('Ulm', 'Bonn', 'Köln')", 'city is Ulm, Bonn or Köln'],
  ["city NOT IN ('Ulm', 'Bonn')", undefined],
  ["shops.city NOT IN ('Ulm', 'Bonn')", 'city is neither Ulm nor Bonn'],
  ['amount >= 1000 AND rgn_cd IS NOT NULL', 'amount is at least 1,000 and sales region is known'],
  ['amount BETWEEN 1 AND 5', 'amount is between 1 and 5'],
  ["day >= DATE '2026-01-31'", 'day is from 31 January 2026'],
  ['is_open', 'still open is yes'],
  ['NOT is_open', 'still open is no'],
  ["rgn_cd = 'a' AND amount > 1 OR is_open", undefined],
  ["UPPER(rgn_cd) = 'A'", undefined],
  ['amount > rgn_cd', undefined],
  ['amount >', undefined],
])('%s is said as: %s', (text, words) => {
  expect(conditionText(text, 'sales', model)).toBe(words);
});
