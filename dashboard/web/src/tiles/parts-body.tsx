import { useMemo, useState } from 'react';
import { FigureView } from '../charts/figure-view.tsx';
import { drawFunnel, type FunnelChart, funnelHeight } from '../charts/funnel.ts';
import { drawGauge, type GaugeChart, reached } from '../charts/gauge.ts';
import { drawPie, type PieChart, shareText } from '../charts/pie.ts';
import { useSize } from '../dashboards/use-size.ts';
import { formatCell } from '../format.ts';
import { Declined } from './declined.tsx';
import { chosenCells } from './look.ts';
import { Notes } from './notes.tsx';
import { prepareParts } from './prepare-parts.ts';
import { toneOf } from './rules.ts';
import type { TileBodyProps } from './tile-body.ts';
import { usePicks } from './use-picks.ts';

/** Pies, funnels and gauges: small drawings that need no plotting library. */
export default function PartsBody(props: TileBodyProps) {
  const { tile, event } = props;
  const chart = useMemo(() => prepareParts(tile, event), [tile, event]);
  if (chart.kind === 'refused') return <Declined refusal={chart} props={props} />;
  if (chart.kind === 'pie') return <Pie chart={chart} props={props} />;
  if (chart.kind === 'funnel') return <Funnel chart={chart} props={props} />;
  return <Gauge chart={chart} props={props} />;
}

/** Beside the pie its slices by name: read without a pointer, and no colour has to be looked up far away. */
function Pie({ chart, props }: { chart: PieChart; props: TileBodyProps }) {
  const { tile, size, selected } = props;
  const { fieldOf, onPick } = usePicks(props);
  const [pointed, setPointed] = useState(-1);
  const beside = size.width >= 400;
  const named = tile.style?.legend !== false && (beside || size.height >= 180);
  const notes = chart.notes.length > 0 ? 20 : 0;
  const room = size.height - notes;
  const width = !named ? size.width : beside ? Math.min(room, Math.round(size.width * 0.4)) : size.width;
  const height = named && !beside ? Math.round(room * 0.55) : room;
  const figure = useMemo(() => drawPie(chart, { width, height }), [chart, width, height]);
  const chosen = chosenCells(chart.slices, chart.label?.name, selected, fieldOf);
  return (
    <div className="flex h-full flex-col">
      <div className={`flex min-h-0 flex-1 ${beside ? 'items-center gap-4' : 'flex-col'}`}>
        <FigureView
          figure={figure}
          width={width}
          height={height}
          label={`${tile.title}. ${chart.slices.length} parts of ${formatCell(chart.total, chart.y, { withUnit: true })}.`}
          onPick={onPick}
          chosen={pointed >= 0 ? new Set([pointed]) : chosen}
          onPoint={setPointed}
        />
        {named ? <Slices chart={chart} pointed={pointed} narrow={size.width < 180} /> : null}
      </div>
      <Notes notes={chart.notes} />
    </div>
  );
}

/** Where it is narrow the name comes first, then its share. */
function Slices({ chart, pointed, narrow }: { chart: PieChart; pointed: number; narrow: boolean }) {
  return (
    <ul aria-label="Parts" className="max-h-full min-h-0 min-w-0 flex-1 overflow-y-auto text-12">
      {chart.slices.map(({ name, value, share, colour }, index) => (
        <li
          key={name}
          className={`numbers flex items-center gap-2 rounded-[3px] px-1.5 py-0.5 ${index === pointed ? 'bg-hover' : ''}`}
        >
          <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: colour }} />
          <span className="min-w-0 flex-1 truncate" title={name}>
            {name}
          </span>
          {narrow ? null : (
            <span className="text-soft">{formatCell(value, chart.y, { compact: true, even: true })}</span>
          )}
          <span className="w-13 shrink-0 text-right font-semibold">{shareText(share)}</span>
        </li>
      ))}
    </ul>
  );
}

function Funnel({ chart, props }: { chart: FunnelChart; props: TileBodyProps }) {
  const { tile, selected } = props;
  const { fieldOf, onPick } = usePicks(props);
  const [box, room] = useSize();
  const height = funnelHeight(chart, room.height);
  const figure = useMemo(() => drawFunnel(chart, { width: room.width, height }), [chart, room.width, height]);
  return (
    <div className="flex h-full flex-col">
      <div ref={box} className="min-h-0 flex-1 overflow-x-clip overflow-y-auto">
        {room.width === 0 ? null : (
          <FigureView
            figure={figure}
            width={room.width}
            height={height}
            label={`${tile.title}. ${chart.stages.length} stages.`}
            onPick={onPick}
            chosen={chosenCells(chart.stages, chart.label?.name, selected, fieldOf)}
          />
        )}
      </div>
      <Notes notes={chart.notes} />
    </div>
  );
}

function Gauge({ chart, props: { tile, size } }: { chart: GaugeChart; props: TileBodyProps }) {
  const figure = useMemo(() => drawGauge(chart, size), [chart, size]);
  const said = reached(chart);
  const tone = tile.style?.color === undefined ? toneOf(tile, chart.y.name, chart.value) : undefined;
  const meant = tone === undefined || tone === 'neutral' ? '' : ` (${tone})`;
  const label = `${tile.title}. ${formatCell(chart.value, chart.y, { withUnit: true })}${meant}${said === undefined ? '' : `, ${said}`}.`;
  return <FigureView figure={figure} width={size.width} height={size.height} label={label} />;
}
