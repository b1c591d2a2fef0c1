import { expect, test } from '@jest/globals';
import { attachedWords } from '../../../dashboard/web/src/dashboards/attached-words.ts';

test.each([
  [{ links: 2, alerts: 1, reports: 1 }, '2 links, 1 alert and 1 report go with it.'],
  [{ links: 0, alerts: 3, reports: 1 }, '3 alerts and 1 report go with it.'],
  [{ links: 0, alerts: 0, reports: 1 }, '1 report goes with it.'],
  [{ links: 0, alerts: 0, reports: 0 }, 'No link, alert or report goes with it.'],
])('%j', (attached, words) => {
  expect(attachedWords(attached)).toBe(words);
});
