import { type Look, readLook } from './look.ts';

/** "revenue by region stacked by channel" is divided by both, and stacked. */
export function divisionOf(text: string): Look {
  const match = /,?\s+(stacked|split|broken down|grouped)\s+by\s+/i.exec(text);
  const isDivided = match !== null && /\b(?:by|per)\b/i.test(text.slice(0, match.index));
  const look = readLook(match ? text.replace(match[0], isDivided ? ' and ' : ' by ') : text);
  if (!match || !/stacked/i.test(match[1]!)) return look;
  return { ...look, kind: look.kind ?? 'bar', encoding: { ...look.encoding, arrangement: 'stacked' } };
}
