import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEnglish, unpackWords } from '../../../../core/ask/english/dictionary.ts';
import packed from '../../../../core/ask/english/words.data.json' with { type: 'json' };
import { listedWords, packWords } from '../../../../scripts/pack-words.ts';

describe('the dictionary', () => {
  test('has the words of the lists that it was packed from, and no others', () => {
    expect([...unpackWords(packed)].sort()).toEqual(listedWords());
    expect(packWords(listedWords())).toEqual(packed);
  });

  test('what is packed comes out again, whatever the words', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abdeginorsé'), minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(fc.uniqueArray(word), words => {
        expect([...unpackWords(packWords(words.toSorted()))].sort()).toEqual(words.toSorted());
      }),
    );
  });

  test.each(['weight', 'weights', 'weighing', 'agonise', 'agonize', 'café', 'a'])('%s is English', word => {
    expect(isEnglish(word)).toBe(true);
  });

  test.each(['fright7', 'freigth', 'Weight', '', '__proto__'])('%j is none', word => {
    expect(isEnglish(word)).toBe(false);
  });
});
