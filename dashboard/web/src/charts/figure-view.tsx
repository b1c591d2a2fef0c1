import { type KeyboardEvent, type MouseEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { type Choice, type Figure, type Stop, stopAfterKey, stopAt, stopText } from './figure.ts';
import { GuideBands, GuideLines } from './guide-marks.tsx';
import { Labels } from './labels.tsx';
import { Pointed } from './pointed.tsx';

export interface FigureProps {
  readonly figure: Figure;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** A stop was clicked or chosen by Enter; `part` is what was hit within it. */
  readonly onPick?: ((pick: Choice, part?: Choice) => void) | undefined;
  /** Stops that were chosen: the others are dimmed. Left out or empty for none. */
  readonly chosen?: ReadonlySet<number> | undefined;
  /** Told what is pointed at, -1 for nothing. */
  readonly onPoint?: ((stop: number) => void) | undefined;
}

/**
 * A drawing with what is known under the pointer. For keys and screen readers it is a slider over its points:
 * arrows, Home and End move, each point says all its values, Enter chooses it.
 */
export function FigureView({ figure, width, height, label, onPick, chosen, onPoint }: FigureProps) {
  const [at, setAt] = useState(-1);
  const stop = figure.stops[at];
  const move = (to: number) => {
    if (to === at) return;
    setAt(to);
    onPoint?.(to);
  };
  const placeOf = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { left: event.clientX - box.left, top: event.clientY - box.top };
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = placeOf(event);
    move(stopAt(figure, left, top));
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const { left, top } = placeOf(event);
    const hit = figure.stops[stopAt(figure, left, top)];
    if (hit?.pick !== undefined) onPick?.(hit.pick, partAt(hit, left, top));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && at >= 0) {
      event.preventDefault();
      event.stopPropagation();
      return move(-1);
    }
    if (event.key === 'Enter' && stop?.pick !== undefined && onPick !== undefined) {
      event.preventDefault();
      return onPick(stop.pick, stop.parts?.length === 1 ? stop.parts[0]?.pick : undefined);
    }
    const to = stopAfterKey(event.key, at, figure.stops.length, figure.perRow);
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  const canPick = onPick !== undefined && stop?.pick !== undefined;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`Chart: ${label}`}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, figure.stops.length)}
      aria-valuenow={Math.max(0, at) + 1}
      aria-valuetext={stop === undefined ? 'Arrow keys walk through the points' : stopText(stop)}
      className={`relative touch-pan-y select-none ${canPick ? 'cursor-pointer' : ''}`}
      style={{ width, height }}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => move(-1)}
      onBlur={() => move(-1)}
      onClick={onPick === undefined ? undefined : onClick}
      onKeyDown={onKeyDown}
    >
      <GuideBands guides={figure.guides ?? []} />
      {stop?.area === undefined || figure.axis === 'xy' ? null : (
        <div className="absolute rounded-[3px] bg-hover" style={stop.area} />
      )}
      <Drawing figure={figure} width={width} height={height} chosen={chosen} />
      <Veil figure={figure} chosen={chosen} />
      <Labels labels={figure.labels} />
      <GuideLines guides={figure.guides ?? []} />
      {stop === undefined ? null : <Pointed stop={stop} figure={figure} width={width} height={height} />}
    </div>
  );
}

/** The part of a stop that lies under a point. */
const partAt = (stop: Stop, left: number, top: number): Choice | undefined =>
  stop.parts?.find(
    ({ area }) =>
      left >= area.left && left <= area.left + area.width && top >= area.top && top <= area.top + area.height,
  )?.pick;

interface DrawingProps {
  readonly figure: Figure;
  readonly width: number;
  readonly height: number;
  readonly chosen: ReadonlySet<number> | undefined;
}

function Drawing({ figure, width, height, chosen }: DrawingProps) {
  const { svg, shapes = [] } = figure;
  const holder = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (svg !== undefined) holder.current?.replaceChildren(svg);
  }, [svg]);
  if (svg !== undefined) return <div ref={holder} aria-hidden className="relative" />;
  const isDim = (stop: number | undefined) =>
    chosen !== undefined && chosen.size > 0 && stop !== undefined && !chosen.has(stop);
  return (
    <svg aria-hidden="true" width={width} height={height} className="relative block overflow-visible">
      {shapes.map(({ id, path, fill, stroke, dash, stop, shift }) => (
        <path
          key={id}
          d={path}
          fill={fill}
          stroke={stroke}
          strokeDasharray={dash}
          transform={shift && `translate(${shift.left} ${shift.top})`}
          opacity={isDim(stop) ? 0.3 : undefined}
        />
      ))}
    </svg>
  );
}

/** Paper over what was not chosen. */
function Veil({ figure, chosen }: Pick<DrawingProps, 'figure' | 'chosen'>) {
  if (chosen === undefined || chosen.size === 0 || figure.svg === undefined) return null;
  return (
    <div aria-hidden className="pointer-events-none">
      {figure.stops.map(({ area, title }, index) =>
        area === undefined || chosen.has(index) ? null : (
          <div
            key={`${title} ${area.left} ${area.top}`}
            className="absolute bg-(--surface,var(--paper)) opacity-65"
            style={area}
          />
        ),
      )}
    </div>
  );
}
