import type { NotUnderstood } from '../api/types.ts';

export interface Segment {
  readonly text: string;
  /** Offset in the question. */
  readonly start: number;
  /** Why this part was not understood. */
  readonly reason?: string | undefined;
}

/** The question cut at the words that were not understood. Spans that overlap or lie outside it are left out. */
export function questionSegments(question: string, faults: readonly NotUnderstood[]): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, reason } of [...faults].sort((a, b) => a.start - b.start)) {
    if (start < at || end <= start || end > question.length) continue;
    if (start > at) segments.push({ text: question.slice(at, start), start: at });
    segments.push({ text: question.slice(start, end), start, reason });
    at = end;
  }
  if (at < question.length) segments.push({ text: question.slice(at), start: at });
  return segments;
}
