import type { Band } from '../../plan/schema.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import type { Token } from '../words.ts';

/** A band as it was said. */
export interface SaidBand {
  readonly band: Band;
  /** The token after it. */
  readonly end: number;
}

const patterns = lists.bandForms.map(([words, ...ends]) => ({ said: new RegExp(`^(?:${words})(?= |$)`), ends }));
const rest = new RegExp(`^(?:${lists.bandRest})(?= |$)`);
const steps = new RegExp(`^${lists.bandSteps}`);
const joint = /^((,|;|\/|and|or|&) )+/;

/** The words of tokens in one text; every number is a sign of its own. */
const textOf = (tokens: readonly Token[]): string =>
  tokens.map(({ kind, lower, percent }) => (kind === 'number' && !percent ? '#' : lower)).join(' ');
const length = (text: string): number => text.trim().split(' ').length;
const numbers = (tokens: readonly Token[]): number[] => tokens.flatMap(({ value }) => value ?? []);

/** "in steps of 10" from a token on. */
export function widthAt(tokens: readonly Token[], start: number): { value: number; end: number } | undefined {
  const [value] = steps.test(textOf(tokens.slice(start, start + 4))) ? numbers(tokens.slice(start, start + 4)) : [];
  return value ? { value, end: start + 4 } : undefined;
}

/** The bands that are said one after the other from a token on. */
export function bandsAt(tokens: readonly Token[], start: number): SaidBand[] {
  const bands: SaidBand[] = [];
  for (let at = start; ; ) {
    const parted = bands.length > 0 ? joint.exec(textOf(tokens.slice(at, at + 4)))?.[0] : '';
    const band =
      parted === undefined ? undefined : bandAt(tokens, parted ? at + length(parted) : at, bands.at(-1)?.band);
    if (!band) return bands;
    bands.push(band);
    at = band.end;
  }
}

function bandAt(tokens: readonly Token[], start: number, before: Band | undefined): SaidBand | undefined {
  const text = textOf(tokens.slice(start, start + 9));
  for (const { said, ends } of patterns) {
    const found = said.exec(text)?.[0];
    if (found === undefined) continue;
    const own = tokens.slice(start, start + length(found));
    const values = numbers(own);
    const label = own.map(({ kind, lower, text }) => (kind === 'word' ? lower : text)).join(' ');
    const band = { label, ...Object.fromEntries(ends.map((end, i) => [end, values[i] ?? 0])) };
    return { band, end: start + own.length };
  }
  const last = before?.to ?? before?.below;
  const found = last === undefined ? undefined : rest.exec(text)?.[0];
  if (found === undefined || last === undefined) return undefined;
  const label = `${found.split(' ')[0]} ${last}`;
  return { band: { label, [before?.to === undefined ? 'from' : 'above']: last }, end: start + length(found) };
}
