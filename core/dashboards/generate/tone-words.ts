import type { TONES } from '../spec.ts';
import { COLOR } from './color-words.ts';
import { NUMBER, numberOf } from './words.ts';

/** Rules of colouring in words: "red when margin is below 10 %", "under 5 in red", "green above 95 %". */

type Tone = (typeof TONES)[number];
export type Operator = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** What words say of values that have a colour. */
export interface SaidRule {
  /** The words themselves. */
  readonly text: string;
  readonly color: string;
  /** What the colour means; undefined for one that says nothing about a value. */
  readonly tone: Tone | undefined;
  /** The number that is looked at, where it is named beside the condition. */
  readonly column?: string | undefined;
  /** Undefined for "otherwise". */
  readonly condition?: Condition | undefined;
  /** What has the colour; the cell that is looked at when left out. */
  readonly marks?: 'row' | undefined;
}

export interface Condition {
  readonly operator: Operator;
  /** A number, or what a text is. */
  readonly value: number | string;
  /** "5 days", "$5". */
  readonly unit?: string | undefined;
  readonly isPercent?: boolean | undefined;
}

const tones: Readonly<Record<string, Tone>> = {
  red: 'bad',
  green: 'good',
  amber: 'warning',
  orange: 'warning',
  yellow: 'warning',
  grey: 'neutral',
  gray: 'neutral',
};

/** What a colour means of a value; undefined where it means nothing. */
export const toneOfColor = (color: string): Tone | undefined => tones[color.toLowerCase()];

const COLORED = `(?<color>amber|${COLOR})`;
const COMPARE =
  'of(?=[^a-z]* or )|from|below|under(?:neath)?|beneath|(?:less|lower|smaller|fewer|shorter) than|at most|(?:no|not) more than|up to|above|over|beyond|(?:more|greater|higher|larger|longer) than|exceed(?:s|ing)?|at least|(?:no|not) (?:less|fewer) than|(?:is |are )?not|equal(?:s| to)?|exactly|is|are|<=|>=|[<>=≤≥]';
/** Between the name of a number and what is said of it. */
const BE = '(?:is|are|was|falls?|drops?|goes|go|gets?|rises?|stays?|comes?|that (?:is|are)|which (?:is|are)|has|have)';
const UNIT = `(?:\\s?(?<unit>(?!(?:in|as|is|are|and|or|to|shown|should|colou?red|highlighted|marked|otherwise|else|amber|${COLOR})\\b)[a-z]+)\\b)?`;
const CONDITION = `(?<!\\w)(?:${BE}\\s+)?(?:(?<compare>${COMPARE})\\s*(?<number>zero\\b|${NUMBER})${UNIT}(?:\\s+or\\s+(?<or>less|fewer|lower|below|under|more|higher|above|greater|over)\\b)?|(?<sign>negative|positive)\\b(?: (?:values?|numbers?|cells?|amounts?|ones))?)`;
const WHEN =
  '(?:when(?:ever)?|if|where(?:ver)?|once|while|as soon as|for (?=(?:the )?(?:values?|cells?|numbers?|those)\\b))';
/** Words up to a condition; none of them is a colour or another connection. */
const COLUMN = `(?<column>(?:(?!\\b(?:amber|when|if|where|${COLOR})\\b)[^,;"])*?)`;

const colorFirst = new RegExp(
  `(?:\\b(?:in|as|to be|be|it|them)\\s+)?\\b${COLORED}(?:\\s+(?:cells?|values?|numbers?))?,?\\s+(?:${WHEN}\\s*${COLUMN}\\s*)?${CONDITION}`,
  'i',
);
const colorLast = new RegExp(
  `(?:\\b(?:that|which)\\s+)?${CONDITION},?\\s+(?:(?:is|are|be|show|shown|should|to|turns?|gets?|goes|colou?red|highlighted|marked|painted)\\s+)*(?:(?:in|as|to|with)\\s+)?(?:an? )?\\b${COLORED}(?!\\w)`,
  'iu',
);
const textual = new RegExp(
  `(?:\\b(?:in|as|to be|be)\\s+)?\\b${COLORED}\\s+${WHEN}\\s*${COLUMN}\\s*\\b(?:is|are|=|equals?)\\s+(?:"(?<quoted>[^"]+)"|(?<plain>[\\p{L}][\\p{L}\\d '-]*?))(?=$|\\s*[,;]|\\s+(?:and|in|on|of)\\b)`,
  'iu',
);
const otherwise = new RegExp(
  `\\b(?:otherwise|else|(?:the|all) (?:rest|others?))\\s+(?:(?:is|are|in|as)\\s+)*${COLORED}(?!\\w)|\\b(?:in\\s+)?(?<before>amber|${COLOR})\\s+(?:otherwise|(?:or )?else|for the rest)\\b`,
  'i',
);

/**
 * Takes the first rule out of the words; undefined where there is none.
 * @param isBare colours behind a number count too, whatever stands before ("cover under 5 in red")
 */
export function takeRule(
  words: string,
  isBare: boolean,
): { rule: SaidRule; before: string; after: string } | undefined {
  const found = [colorFirst, colorLast, textual, otherwise]
    .filter(pattern => pattern !== colorLast || isBare || introduced(words))
    .map(pattern => pattern.exec(words))
    .filter(match => match !== null)
    .toSorted((a, b) => a.index - b.index || b[0].length - a[0].length);
  for (const match of found) {
    const rule = ruleOf(match);
    const parts = { before: words.slice(0, match.index), after: words.slice(match.index + match[0].length) };
    if (rule) return { rule, ...parts };
  }
  return undefined;
}

/** Where a colour behind a number is no colour of the whole: "highlight … under 5 in red", "values below 5 in red". */
const introduced = (words: string): boolean =>
  /\b(?:highlight|mark|flag|shad|colou?r|paint)(?:s|ing|ed|e)?\b|\b(?:cells?|values?|numbers?)\b/i.test(words) ||
  new RegExp(`^(?:and |with )?(?:${COMPARE})\\b`, 'i').test(words.trim());

function ruleOf(match: RegExpExecArray): SaidRule | undefined {
  const { color: named, before, column, ...said } = match.groups ?? {};
  const color = (named ?? before ?? '').toLowerCase();
  const isOtherwise = said['compare'] === undefined && said['sign'] === undefined && !('plain' in said);
  const condition = isOtherwise ? undefined : conditionOf(said);
  if (!isOtherwise && !condition) return undefined;
  const name = columnIn(column);
  return {
    text: match[0].trim(),
    color,
    tone: toneOfColor(color),
    ...(name !== undefined && { column: name }),
    ...(condition && { condition }),
  };
}

function conditionOf(said: Readonly<Record<string, string | undefined>>): Condition | undefined {
  const { compare, number, unit, or, sign, quoted, plain } = said;
  const text = quoted ?? plain;
  if (text !== undefined) return { operator: '=', value: text.trim() };
  if (sign !== undefined) return { operator: /negative/i.test(sign) ? '<' : '>', value: 0 };
  if (compare === undefined || number === undefined) return undefined;
  const value = /zero/i.test(number) ? 0 : numberOf(number);
  if (value === undefined) return undefined;
  const symbol = /[$€£]/.exec(number)?.[0];
  return {
    operator: operatorOf(compare, or),
    value,
    ...((unit ?? symbol) !== undefined && { unit: unit ?? symbol }),
    ...(/%|percent/i.test(number) && { isPercent: true }),
  };
}

function operatorOf(compare: string, or: string | undefined): Operator {
  const word = compare.toLowerCase();
  const upward = /above|over|beyond|more|greater|higher|larger|longer|exceed|>/;
  if (or !== undefined) return upward.test(or.toLowerCase()) ? '>=' : '<=';
  if (/at most|not? more than|up to|<=|≤/.test(word)) return '<=';
  if (/at least|from|not? (?:less|fewer) than|>=|≥/.test(word)) return '>=';
  if (/\bnot\b/.test(word)) return '!=';
  if (upward.test(word)) return '>';
  return /equal|exactly|^(?:is|are|=)$/.test(word) ? '=' : '<';
}

/** A number that words name; undefined for "it" and "values". */
function columnIn(words: string | undefined): string | undefined {
  const bare = (words ?? '')
    .replace(/^(?:the|its|their|a|an)\s+/i, '')
    .replace(/\s+(?:is|are|was|with|that|which)$/i, '')
    .trim();
  return bare === '' ||
    /^(?:it|they|this|that|them|is|are|(?:the )?(?:values?|cells?|numbers?|those)(?: (?:is|are))?)$/i.test(bare)
    ? undefined
    : bare;
}
