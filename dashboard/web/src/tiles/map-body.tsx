import { useMemo } from 'react';
import type { MapChart } from '../charts/country-chart.ts';
import { prepareMap } from '../charts/country-chart.ts';
import { drawMap, withoutShape } from '../charts/draw-map.ts';
import { FigureView } from '../charts/figure-view.tsx';
import { ramp } from '../charts/ramp.ts';
import type { World } from '../charts/world.ts';
import { useSize } from '../dashboards/use-size.ts';
import { formatCell } from '../format.ts';
import { rampStyle } from './colours.ts';
import { Declined } from './declined.tsx';
import { chosenCells } from './look.ts';
import { Notes } from './notes.tsx';
import { Refused } from './refused.tsx';
import { resultsOf } from './results-of.ts';
import type { TileBodyProps } from './tile-body.ts';
import { usePicks } from './use-picks.ts';
import { useWorld } from './use-world.ts';

/** Numbers by country; the geometry is loaded beside it. */
export default function MapBody(props: TileBodyProps) {
  const { tile, event } = props;
  const chart = useMemo(() => {
    const results = resultsOf(tile, event);
    const measure = results.columns.find(({ role }) => role === 'measure')?.name;
    const y = tile.encoding?.y?.[0] ?? event.chart.y[0] ?? measure;
    return prepareMap(results, { x: tile.encoding?.x, y, locales: navigator.languages });
  }, [tile, event]);
  return chart.kind === 'refused' ? (
    <Declined refusal={chart} props={props} />
  ) : (
    <Countries chart={chart} props={props} />
  );
}

function Countries({ chart, props }: { chart: MapChart; props: TileBodyProps }) {
  const codes = useMemo(() => chart.countries.map(({ code }) => code), [chart]);
  const { world, failed, retry } = useWorld(codes);
  if (failed && world === undefined)
    return <Refused reason="The shapes of the countries could not be loaded." offer="Try again" onOffer={retry} />;
  if (world === undefined) return <div aria-hidden className="skeleton h-full" />;
  return <Drawn chart={chart} world={world} props={props} />;
}

function Drawn({ chart, world, props }: { chart: MapChart; world: World; props: TileBodyProps }) {
  const { tile, selected } = props;
  const { fieldOf, onPick } = usePicks(props);
  const [box, room] = useSize();
  const figure = useMemo(() => (room.width === 0 ? undefined : drawMap(chart, world, room)), [chart, world, room]);
  const lost = withoutShape(chart, world);
  const notes = [...(lost.length === 0 ? [] : [`Too small for this map: ${lost.join(', ')}.`]), ...chart.notes];
  const drawn = chart.countries.filter(({ name }) => !lost.includes(name));
  return (
    <div className="flex h-full flex-col" style={rampStyle(tile)}>
      <div ref={box} className="relative min-h-0 flex-1 overflow-clip">
        {figure === undefined ? null : (
          <FigureView
            figure={figure}
            width={room.width}
            height={room.height}
            label={`${tile.title}. ${drawn.length} countries.`}
            onPick={onPick}
            chosen={chosenCells(drawn, chart.x.name, selected, fieldOf)}
          />
        )}
        {tile.style?.legend === false ? null : <Scale chart={chart} />}
      </div>
      <Notes notes={notes} />
    </div>
  );
}

/** What the palest and the darkest shade stand for. */
function Scale({ chart }: { chart: MapChart }) {
  const values = chart.countries.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (values.length < 2) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const text = (value: number) => formatCell(value, chart.y, { compact: true, even: true });
  const stops = low < 0 ? [low / Math.max(-low, high), 0, high / Math.max(-low, high)] : [0.18, 0.59, 1];
  return (
    <div className="numbers pointer-events-none absolute bottom-0 left-0 flex items-center gap-1.5 text-12 text-muted">
      <span>{text(low)}</span>
      <span
        aria-hidden
        className="h-1.5 w-16 rounded-full"
        style={{ background: `linear-gradient(to right, ${stops.map(ramp).join(', ')})` }}
      />
      <span>{text(high)}</span>
    </div>
  );
}
