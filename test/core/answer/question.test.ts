import { describe, expect, test } from '@jest/globals';
import { cleanQuestion } from '../../../core/answer/question.ts';

const codeOf = (text: string): string | undefined => {
  try {
    cleanQuestion(text);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a question as it is planned', () => {
  test('blanks of all kinds are single spaces', () => {
    expect(cleanQuestion('  revenue\n\tby \u00a0 region ')).toBe('revenue by region');
  });

  test('marks that show nothing are left out', () => {
    expect(cleanQuestion('rev\u200benue \u202eby\u202c region\u200f\ufeff')).toBe('revenue by region');
  });

  test('letters are composed, other scripts stay', () => {
    expect(cleanQuestion('Mu\u0308nchen')).toBe('M\u00fcnchen');
    expect(cleanQuestion('売上 إيرادات')).toBe('売上 إيرادات');
  });

  test.each(['revenue\u0000', 'revenue\u001b[31m', 'revenue \ud800 x', 'a\u0085b\u0007'])('%j is refused', text => {
    expect(codeOf(text)).toBe('question.characters');
  });

  test('nothing is no question, and two thousand characters are the most', () => {
    expect(codeOf(' \u200b ')).toBe('question.empty');
    expect(codeOf('a'.repeat(2_000))).toBeUndefined();
    expect(codeOf('a'.repeat(2_001))).toBe('question.too_long');
  });
});
