import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEnglish } from '../../../core/ask/english/dictionary.ts';
import { correct } from '../../../core/ask/spelling.ts';
import { fold, nameWords, stemsOf, tokenise } from '../../../core/ask/words.ts';

const value = (text: string) => tokenise(text)[0]?.value;

describe('tokens', () => {
  test('stand where they stood, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), text => {
        let last = 0;
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(token.end).toBeGreaterThan(token.start);
          if (token.kind !== 'quoted') expect(text.slice(token.start, token.end)).toBe(token.text);
          last = token.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['300k', 300_000],
    ['1.5M', 1_500_000],
    ['2bn', 2_000_000_000],
    ['20 %', 0.2],
    ['20%', 0.2],
    ['12 percent', 0.12],
    ['1,250', 1250],
    ['1,250,000.5', 1_250_000.5],
    ['$40', 40],
    ['€1,200', 1200],
    ['3 million', 3_000_000],
    ['twelve', 12],
    ['0.5', 0.5],
  ])('%s is the number %d', (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 9);
  });

  test.each(['20kg', 'Q1', 'k9', 'h2o', 'B52'])('%s is a word', text => {
    expect(tokenise(text)[0]?.kind).toBe('word');
  });

  test.each([
    ['w/ oil', 'with'],
    ['w/o oil', 'without'],
    ['whats', 'what'],
    ['wheres', 'where'],
  ])('%s begins with %s', (text, expected) => {
    expect(tokenise(text)[0]?.lower).toBe(expected);
  });

  test.each(['eighteen', '18'])('%s is 18', text => expect(value(text)).toBe(18));

  test('quoted text is one token', () => {
    expect(tokenise('of "March of the Moderns"')[1]).toMatchObject({ kind: 'quoted', lower: 'march of the moderns' });
  });
});

describe('words', () => {
  test('lose accents and case', () => {
    expect(fold('Édouard MIRÓ Straße')).toBe('edouard miro strasse');
  });

  test('of a name part at underscores, humps and marks', () => {
    expect(nameWords('visitDate')).toEqual(['visit', 'date']);
    expect(nameWords('artist_country-name')).toEqual(['artist', 'country', 'name']);
  });

  test.each([
    ['countries', 'country'],
    ['galleries', 'gallery'],
    ['visitors', 'visitor'],
    ['people', 'person'],
    ['sold', 'sell'],
  ])('%s and %s share a stem', (left, right) => {
    expect(stemsOf(left)).toEqual(stemsOf(right));
  });
});

describe('a slip of the pen', () => {
  const known = ['revenue', 'gallery', 'artist', 'artwork', 'membership', 'channel', 'bronze', 'borrower'];

  test.each([
    ['revenu', 'revenue'],
    ['galery', 'gallery'],
    ['artsit', 'artist'],
    ['membreship', 'membership'],
    ['chanel', 'channel'],
    ['borower', 'borrower'],
  ])('%s is %s', (slip, meant) => {
    expect(correct(slip, known)).toBe(meant);
  });

  test.each(['reverse', 'gallon', 'artery', 'change', 'leadership', 'weight', 'freight'])(
    '%s is a word of its own',
    word => {
      expect(isEnglish(word)).toBe(true);
      expect(correct(word, known)).toBeUndefined();
    },
  );

  test.each(['xrevenue', 'glry', 'art', 'arti5t', 'zzzzzz', 'evenue'])('%s is too far from all', word => {
    expect(correct(word, known)).toBeUndefined();
  });

  test('a letter that should be there twice is the lightest slip', () => {
    expect(correct('acount', ['amount', 'account'])).toBe('account');
    expect(correct('borrrower', ['borrowed', 'borrower'])).toBe('borrower');
  });

  test('two words equally near are no answer', () => {
    expect(correct('sproks', ['sprocks', 'sproaks'])).toBeUndefined();
  });
});
