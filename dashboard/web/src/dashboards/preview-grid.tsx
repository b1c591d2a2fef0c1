import {
  AlignLeft,
  AreaChart,
  BarChart3,
  Filter,
  Gauge,
  Grid3x3,
  Hash,
  LineChart,
  List,
  type LucideIcon,
  Map as MapIcon,
  MessageSquareText,
  PieChart,
  ScatterChart,
  Sigma,
  Table,
  Upload,
} from 'lucide-react';
import type { DashboardSpec, Tile } from './dashboards-api.ts';

const ICONS: Readonly<Record<Tile['kind'], LucideIcon>> = {
  number: Hash,
  line: LineChart,
  area: AreaChart,
  bar: BarChart3,
  pie: PieChart,
  scatter: ScatterChart,
  heatMap: Grid3x3,
  funnel: Filter,
  gauge: Gauge,
  map: MapIcon,
  pivot: Sigma,
  table: Table,
  list: List,
  text: AlignLeft,
  filter: Filter,
  question: MessageSquareText,
  upload: Upload,
};

/** Pixels: of the whole where that is possible, of a row, and between rows. */
const HEIGHT = 230;
const [LEAST, MOST, GAP] = [10, 24, 4];

/** The places of a dashboard's tiles, small. */
export function PreviewGrid({ spec }: { spec: DashboardSpec }) {
  const rows = Math.max(1, ...spec.tiles.map(({ at }) => at.y + at.h));
  const height = Math.max(LEAST, Math.min(MOST, Math.floor(HEIGHT / rows) - GAP));
  return (
    <ul aria-label="Tiles" className="mt-2 grid grid-cols-12 gap-1" style={{ gridAutoRows: height }}>
      {spec.tiles.map(({ id, kind, title, at }) => {
        const Icon = ICONS[kind];
        return (
          <li
            key={id}
            className="flex min-w-0 items-start gap-1.5 rounded-[4px] bg-hover px-2 py-1 text-12"
            style={{ gridColumn: `${at.x + 1} / span ${at.w}`, gridRow: `${at.y + 1} / span ${at.h}` }}
            title={title}
          >
            <Icon size={13} className="mt-0.5 shrink-0 text-muted max-md:hidden" aria-hidden />
            <span className="line-clamp-2 min-w-0">{title}</span>
          </li>
        );
      })}
    </ul>
  );
}
