import { patterns } from '../english/patterns.ts';
import { type FoundPhrase, numbersOf } from './found.ts';
import { DAY_NUMBER, MONTH, monthOf, OF, ORDINAL, YEAR } from './patterns.ts';
import { between, type Clock, type FoundPoint, inYearOf, type Point, rangeOfPoint, startYear } from './point.ts';
import { pointAt } from './points.ts';

const LEAD = patterns.listLead;
const JOINT = patterns.listJoint;
const MOST = 6;

/** March and April 2024; 2023, 2024 or 2025: stretches that are each as good as the others. */
export function listAt(text: string, clock: Clock): FoundPhrase | undefined {
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  const first = listed(text.slice(lead), clock);
  if (!first) return undefined;
  const points: FoundPoint[] = [first];
  let length = lead + first.length;
  let word: 'and' | 'or' = 'and';
  for (let count = 0; count < MOST; count++) {
    const joint = JOINT.exec(text.slice(length));
    const next = joint && listed(text.slice(length + joint[0].length), clock);
    if (!joint || !next) break;
    if (/\bor\b/.test(joint[0])) word = 'or';
    points.push(next);
    length += joint[0].length + next.length;
  }
  // two stretches with a bare comma between them are two parts of a sentence
  if (points.length < 2) return undefined;
  const settled = withYears(points).sort((a, b) => a.start - b.start);
  if (settled.some((point, i) => i > 0 && point.start < (settled[i - 1]?.end ?? 0))) return undefined;
  return { phrase: phraseOf(points, settled, word), length };
}

const shortened = [
  /^(q[1-4]|h[12]|quarter [1-4])(?= )/,
  new RegExp(`^(${ORDINAL})(?= (?:, |and |or )+(?:the )?${ORDINAL} quarter)`),
];

/** A stretch of a list; in "Q1 and Q2 2024" and "5 and 7 March" what follows says the rest. */
function listed(text: string, clock: Clock): FoundPoint | undefined {
  const point = pointAt(text, clock);
  if (point) return point;
  const ordinal = shortened[1]?.exec(text);
  if (ordinal) {
    const whole = pointAt(`${ordinal[1]} quarter`, clock);
    return whole && { ...whole, length: ordinal[0].length };
  }
  const day = new RegExp(
    `^${DAY_NUMBER}(?= (?:, |and |or )+(?:the )?${DAY_NUMBER}(?: of)? ${MONTH}(?:${OF} ${YEAR})?(?= |$))`,
  ).exec(text);
  const whole = day && pointAt(`${day[1]} ${month(day[3])}`, clock);
  return day && whole ? { ...whole, length: day[0].length } : undefined;
}

const month = (text: string | undefined): string =>
  'january february march april may june july august september october november december'.split(' ')[monthOf(text)] ??
  '';

/** A year said once belongs to all that have none: those before it, else those after. */
function withYears(points: readonly FoundPoint[]): Point[] {
  const out: Point[] = [...points];
  for (let i = out.length - 2; i >= 0; i--) {
    const [point, next] = [out[i], out[i + 1]];
    if (point?.assumed && next && !next.assumed) out[i] = inYearOf(point, startYear(next));
  }
  for (let i = 1; i < out.length; i++) {
    const [point, before] = [out[i], out[i - 1]];
    if (point?.assumed && before && !before.assumed) out[i] = inYearOf(point, startYear(before));
  }
  return out;
}

function phraseOf(said: readonly Point[], points: readonly Point[], word: 'and' | 'or'): FoundPhrase['phrase'] {
  const [first, last] = [points[0], points.at(-1)];
  const ranges = points.map(rangeOfPoint);
  const [a, b] = ranges;
  const assumed = [...new Set(points.map(point => point.assumed).filter(year => year !== undefined))];
  return {
    range: between(first?.start ?? 0, last?.end ?? 0),
    unit: points.every(point => point.unit === first?.unit) ? first?.unit : undefined,
    assumed: assumed.length > 0 ? assumed.join(' and ') : undefined,
    numbers: numbersOf(...said),
    points: ranges.length === 2 && a && b ? [a, b] : undefined,
    list: {
      ranges,
      word,
      gapless: points.every((point, i) => i === 0 || point.start === points[i - 1]?.end),
    },
  };
}
