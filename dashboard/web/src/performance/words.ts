import { formatCell } from '../format.ts';

/** 120 ms, 1.4 s. */
export function millisecondsText(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}

/** 32 % faster, 5 % slower. */
export function changeText(change: number): string {
  const text = formatCell(Math.abs(change), { type: 'float', format: 'percent' });
  return change === 0 ? 'the same' : `${text} ${change < 0 ? 'faster' : 'slower'}`;
}
