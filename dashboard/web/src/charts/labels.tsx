import type { EndLabel } from './figure.ts';

const ALIGN = { start: '', middle: '-translate-x-1/2', end: '-translate-x-full' } as const;
const SIZE = { 12: 'text-12', 13: 'text-13', 20: 'text-20', 28: 'text-28 tracking-tight' } as const;

/** Texts of a drawing, set as text of the page. */
export function Labels({ labels }: { labels: readonly EndLabel[] }) {
  return (
    <div aria-hidden className="pointer-events-none text-12 text-soft">
      {labels.map(({ left, top, text, colour, align, size, strong }) => {
        const aligned = align ?? (colour === '' && left > 0 ? 'middle' : 'start');
        const tone = strong ? 'text-ink' : colour === '' && aligned === 'middle' ? 'text-muted' : '';
        return (
          <span
            key={`${left} ${top} ${text}`}
            className={`numbers absolute flex -translate-y-1/2 items-center gap-1.5 whitespace-nowrap ${ALIGN[aligned]} ${tone} ${
              size === undefined ? '' : SIZE[size]
            } ${size !== undefined && size > 13 ? 'font-semibold' : ''}`}
            style={{ left, top }}
          >
            {colour === '' ? null : <span className="h-0.5 w-2.5 rounded-full" style={{ background: colour }} />}
            {text}
          </span>
        );
      })}
    </div>
  );
}
