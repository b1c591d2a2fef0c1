import { useMemo } from 'react';
import Canvas from '../charts/canvas.tsx';
import type { Chart } from '../charts/chart.ts';
import { describeChart } from '../charts/describe.ts';
import { Legend } from '../charts/legend.tsx';
import { fittedHeight } from '../charts/size.ts';
import { useSize } from '../dashboards/use-size.ts';
import { rampStyle } from './colours.ts';
import { chosenStops, withChosenSeries } from './look.ts';
import { Notes } from './notes.tsx';
import type { TileBodyProps } from './tile-body.ts';
import { usePicks } from './use-picks.ts';

/** Pixels that a drawing needs to be one. */
const LEAST = 120;
/** Pixels of the legend at most; it scrolls beyond them. */
const LEGEND = 40;
/** What scrolls can be reached by keys. */
const byKeys = { role: 'group', tabIndex: 0, 'aria-label': 'Colours' } as const;

/** Lines, areas, bars, points and heat maps in the size of their tile. */
export function DrawnChart({ chart, ...props }: TileBodyProps & { chart: Chart }) {
  const { tile, size, selected } = props;
  const { fieldOf, onPick } = usePicks(props);
  const [box, room] = useSize();
  const [names, { height: namesHeight }] = useSize();
  const shown = useMemo(() => withChosenSeries(chart, selected, fieldOf), [chart, selected, fieldOf]);
  const chosen = useMemo(() => chosenStops(chart, selected, fieldOf), [chart, selected, fieldOf]);
  const height = fittedHeight(shown, room.height);
  return (
    <div className="flex h-full flex-col" style={rampStyle(tile)}>
      <div
        className="shrink-0 overflow-y-auto focus-visible:outline-offset-[-2px]"
        style={{ maxHeight: LEGEND }}
        {...(namesHeight > LEGEND && byKeys)}
      >
        <div ref={names}>
          <Legend chart={shown} width={size.width} />
        </div>
      </div>
      <div ref={box} className="relative min-h-0 flex-1 overflow-x-clip overflow-y-auto">
        {room.width < LEAST ? null : (
          <Canvas
            chart={shown}
            width={room.width}
            height={height}
            label={describeChart(shown, tile.title)}
            onPick={onPick}
            chosen={chosen}
          />
        )}
      </div>
      <Notes notes={shown.notes} />
    </div>
  );
}
