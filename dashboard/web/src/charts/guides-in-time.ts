import { instantOf } from '../format.ts';
import type { GuideSpec, StopChart } from './chart.ts';
import { periodEnd } from './period.ts';

/** Guides along time, divided by whether the periods that are drawn have a place for them. */
export interface GuidesInTime {
  readonly shown: readonly GuideSpec[];
  readonly outside: readonly GuideSpec[];
}

/**
 * What lies within the first and the last period; bands as far as they do. A day of the last period is marked where
 * that period is drawn, which is at its beginning.
 */
export function guidesInTime({ stops, x }: StopChart, guides: readonly GuideSpec[]): GuidesInTime {
  const [first, last] = [stops[0] ?? '', stops.at(-1) ?? ''];
  const [start, latest] = [instantOf(first), instantOf(last)];
  if (start === undefined || latest === undefined) return { shown: [], outside: guides };
  const end = periodEnd(latest, x.grain) ?? latest + 1;
  const clipped = (date: string, instant: number): string => (instant < start ? first : instant > latest ? last : date);
  const shown: GuideSpec[] = [];
  const outside: GuideSpec[] = [];
  for (const guide of guides) {
    const ends = [guide.from, guide.to ?? guide.from].map(date => ({
      date: String(date),
      at: instantOf(String(date)),
    }));
    const [from, to] = ends.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
    if (from?.at === undefined || to?.at === undefined || to.at < start || from.at >= end) outside.push(guide);
    else {
      const band = guide.to === undefined ? {} : { to: clipped(to.date, to.at) };
      shown.push({ ...guide, from: clipped(from.date, from.at), ...band });
    }
  }
  return { shown, outside };
}

/** "2 marks outside the time shown: Launch, Freeze." */
export function outsideNote(outside: readonly GuideSpec[]): string {
  const names = outside.map(({ label }) => label).filter(label => label !== '');
  const counted = outside.length === 1 ? '1 mark' : `${outside.length} marks`;
  return `${counted} outside the time shown${names.length === 0 ? '' : `: ${names.join(', ')}`}.`;
}
