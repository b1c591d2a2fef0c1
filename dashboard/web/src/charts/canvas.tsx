import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { drawChart } from './draw.ts';
import { type Figure, nearestStop, type Stop, stopAfterKey, stopText } from './figure.ts';
import type { Chart } from './prepare.ts';

interface Props {
  readonly chart: Chart;
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

/**
 * The drawing with what is known under the pointer. For keys and screen readers it is a slider over its points:
 * arrows, Home and End move, each point says all its values.
 */
export default function Canvas({ chart, width, height, label }: Props) {
  const figure = useMemo(() => drawChart(chart, { width, height }), [chart, width, height]);
  const [at, setAt] = useState(-1);
  const stop = figure.stops[at];
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(nearestStop(figure, event.clientX - box.left, event.clientY - box.top));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && at >= 0) {
      event.preventDefault();
      setAt(-1);
      return;
    }
    const to = stopAfterKey(event.key, at, figure.stops.length, figure.perRow);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`Chart: ${label}`}
      aria-valuemin={1}
      aria-valuemax={figure.stops.length}
      aria-valuenow={Math.max(0, at) + 1}
      aria-valuetext={stop === undefined ? 'Arrow keys walk through the points' : stopText(stop)}
      className="relative touch-pan-y select-none"
      style={{ width, height }}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setAt(-1)}
      onBlur={() => setAt(-1)}
      onKeyDown={onKeyDown}
    >
      {stop?.area === undefined || figure.axis === 'xy' ? null : (
        <div className="absolute rounded-[3px] bg-hover" style={stop.area} />
      )}
      <Drawing svg={figure.svg} />
      <EndLabels figure={figure} />
      {stop === undefined ? null : <Pointed stop={stop} figure={figure} width={width} height={height} />}
    </div>
  );
}

function Drawing({ svg }: { svg: Element }) {
  const holder = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => holder.current?.replaceChildren(svg), [svg]);
  return <div ref={holder} aria-hidden className="relative" />;
}

function EndLabels({ figure }: { figure: Figure }) {
  return (
    <div aria-hidden className="pointer-events-none text-12 text-soft">
      {figure.labels.map(({ left, top, text, colour }) => (
        <span
          key={`${left} ${top}`}
          className={`absolute flex -translate-y-1/2 items-center gap-1.5 whitespace-nowrap ${colour === '' && left > 0 ? '-translate-x-1/2 text-muted' : ''}`}
          style={{ left, top }}
        >
          {colour === '' ? null : <span className="h-0.5 w-2.5 rounded-full" style={{ background: colour }} />}
          {text}
        </span>
      ))}
    </div>
  );
}

const TIP_WIDTH = 220;

/** The rule, the dots and the values of the point under the pointer, beside it where there is room. */
function Pointed({ stop, figure, width, height }: { stop: Stop; figure: Figure; width: number; height: number }) {
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
