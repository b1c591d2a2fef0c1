import { expect, test } from '@jest/globals';
import { compared, type Desk, type Golden, type Refused } from './ask.ts';

/** A test a question: it is answered, with the rows that the SQL gives. */
export function answers(desk: () => Desk, golden: Golden): void {
  test.each(Object.entries(golden))('%s', async (question, expected) => {
    const { given, wanted } = await compared(desk(), question, expected);
    expect(given).toEqual(wanted);
  });
}

/** A test a question: it is refused, and the word to blame is the one named, where it stands. */
export function refusals(desk: () => Desk, blamed: Readonly<Record<string, string>>): void {
  test.each(Object.entries(blamed))('%s', async (question, word) => {
    const result = await desk().ask(question);
    expect(result.status).toBe('refused');
    const { notUnderstood } = result as Refused;
    expect(notUnderstood.map(found => found.text)).toContain(word);
    for (const found of notUnderstood) expect(question.slice(found.start, found.end)).toBe(found.text);
  });
}
