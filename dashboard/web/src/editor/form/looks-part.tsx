import { draws } from '../../../../../core/dashboards/shows.ts';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import type { ModelReply } from '../../api/types.ts';
import { Annotations } from './annotations.tsx';
import { EncodingPart } from './encoding-part.tsx';
import type { Choice } from './fields.tsx';
import { MorePart } from './more-part.tsx';
import { NumberPart } from './number-part.tsx';
import { Rules } from './rules.tsx';
import { StylePart } from './style-part.tsx';
import { TargetPart } from './target-fields.tsx';

interface Props {
  readonly tile: Tile;
  /** Columns that the tile has now, of its data. */
  readonly columns: readonly Choice[];
  readonly model: ModelReply;
  readonly onChange: (tile: Tile) => void;
}

const CHARTS: ReadonlySet<Tile['kind']> = new Set([
  'line',
  'area',
  'bar',
  'scatter',
  'heatMap',
  'pie',
  'funnel',
  'map',
]);
const AXES: ReadonlySet<Tile['kind']> = new Set(['line', 'area', 'bar', 'scatter']);

/** How a tile shows what it asks; only what its kind makes use of. */
export function LooksPart(props: Props) {
  const { tile } = props;
  const { kind } = tile;
  const isNumber = kind === 'number' || kind === 'gauge';
  const hasTarget = draws(kind, 'target') || tile.target !== undefined;
  const hasRules = draws(kind, 'rules') || tile.style?.rules !== undefined;
  return (
    <>
      {CHARTS.has(kind) || kind === 'table' || kind === 'pivot' ? <EncodingPart {...props} /> : null}
      {isNumber ? <NumberPart {...props} /> : hasTarget ? <TargetPart {...props} /> : null}
      <StylePart {...props} chart={CHARTS.has(kind)} />
      {hasRules ? <Rules {...props} /> : null}
      {AXES.has(kind) ? <Annotations {...props} /> : null}
      <MorePart {...props} />
    </>
  );
}
