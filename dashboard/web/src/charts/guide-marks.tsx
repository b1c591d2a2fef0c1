import type { Guide } from './figure.ts';

const COLOUR: Readonly<Record<Guide['tone'], string>> = {
  neutral: 'var(--neutral-9)',
  target: 'var(--neutral-11)',
  good: 'var(--green)',
  warning: 'var(--amber)',
  bad: 'var(--red)',
};

/** Bands lie under the marks. */
export function GuideBands({ guides }: { guides: readonly Guide[] }) {
  return guides
    .filter(({ kind }) => kind === 'band')
    .map(({ left, top, width, height, tone, label }) => (
      <div
        key={`${label} ${left} ${top}`}
        aria-hidden
        className="absolute opacity-10"
        style={{ left, top, width: Math.max(1, width), height: Math.max(1, height), background: COLOUR[tone] }}
      />
    ));
}

/** Lines and notes lie over them; what they are called stands where it hides least. */
export function GuideLines({ guides }: { guides: readonly Guide[] }) {
  return (
    <div aria-hidden className="pointer-events-none text-12">
      {guides.map(guide => (
        <GuideLine key={`${guide.kind} ${guide.label} ${guide.left} ${guide.top}`} guide={guide} />
      ))}
    </div>
  );
}

function GuideLine({ guide }: { guide: Guide }) {
  const { kind, left, top, width, height, tone, label, vertical, text: at } = guide;
  const border = `1.5px ${tone === 'target' ? 'solid' : 'dashed'} ${COLOUR[tone]}`;
  const text =
    label === '' ? null : (
      <span
        className={`absolute truncate leading-4 ${vertical ? 'text-center' : 'text-right'}`}
        style={{ color: COLOUR[tone], left: at.left, top: at.top, width: at.width }}
      >
        {/* No wider than its letters: what is behind the rest of its room is seen. */}
        <span
          className="rounded-[3px] px-1"
          style={{ background: 'color-mix(in oklab, var(--surface, var(--paper)) 85%, transparent)' }}
        >
          {label}
        </span>
      </span>
    );
  if (kind === 'band') return text;
  if (kind === 'note')
    return (
      <>
        <span
          className="absolute size-2 -translate-x-1/2 -translate-y-1/2 rounded-full"
          style={{ background: COLOUR[tone], left: vertical ? left : left + width, top }}
        />
        {text}
      </>
    );
  return (
    <>
      <div
        className="absolute"
        style={{ left, top, ...(vertical ? { height, borderLeft: border } : { width, borderTop: border }) }}
      />
      {text}
    </>
  );
}
