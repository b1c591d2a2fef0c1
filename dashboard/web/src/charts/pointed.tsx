import type { Figure, Stop } from './figure.ts';

const TIP_WIDTH = 220;

/** The rule, the dots and the values of the point under the pointer, beside it where there is room. */
export function Pointed({
  stop,
  figure,
  width,
  height,
}: {
  stop: Stop;
  figure: Figure;
  width: number;
  height: number;
}) {
  const beside = figure.axis === 'y' ? width * 0.5 : stop.left;
  const right = beside + 12 + TIP_WIDTH > width;
  const above = figure.axis !== 'x' && stop.top > height * 0.6;
  return (
    <div aria-hidden className="pointer-events-none">
      {figure.rule ? (
        <div className="absolute w-px bg-faint" style={{ left: stop.left, top: 6, height: height - 32 }} />
      ) : null}
      {stop.area !== undefined && figure.axis === 'xy' ? (
        <div className="absolute rounded-[3px] outline-2 outline-ink" style={stop.area} />
      ) : null}
      {stop.dots.map(({ left, top, colour }) => (
        <div
          key={`${top} ${colour}`}
          className="absolute size-2 -translate-x-1/2 -translate-y-1/2 rounded-full outline-2 outline-paper"
          style={{ left, top, background: colour }}
        />
      ))}
      <div
        className="dark-panel absolute z-10 rounded-base bg-paper px-2.5 py-2 text-12 shadow-float"
        style={{
          maxWidth: TIP_WIDTH,
          ...(right
            ? { right: Math.min(Math.max(0, width - beside + 12), Math.max(0, width - TIP_WIDTH)) }
            : { left: beside + 12 }),
          ...(figure.axis === 'x' ? { top: 8 } : above ? { bottom: height - stop.top + 14 } : { top: stop.top + 14 }),
        }}
      >
        <div className="mb-0.5 text-muted">{stop.title}</div>
        {stop.rows.map(({ name, text, colour }) => (
          <div key={name} className="flex items-baseline gap-2">
            {colour === '' || name === '' ? null : (
              <span className="size-2 shrink-0 self-center rounded-[2px]" style={{ background: colour }} />
            )}
            {name === '' ? null : <span className="min-w-0 flex-1 truncate text-soft">{name}</span>}
            <span className="numbers font-semibold">{text}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
