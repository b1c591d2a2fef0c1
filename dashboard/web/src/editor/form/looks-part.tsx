import type { Encoding, Tile } from '../../../../../core/dashboards/spec.ts';
import type { ModelReply } from '../../api/types.ts';
import { colorChoices, fieldChoices, grainChoices } from './choices.ts';
import { type Choice, ChoiceField, DraftField, ManyField, NumberField, Part, Switch, TextField } from './fields.tsx';
import { Annotations } from './annotations.tsx';
import { Rules } from './rules.tsx';
import { TimeRangeField } from './time-range-field.tsx';
import { withMember } from './with-member.ts';

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
  const rows = kind === 'table' || kind === 'pivot' || kind === 'list';
  return (
    <>
      {CHARTS.has(kind) || kind === 'table' || kind === 'pivot' ? <EncodingPart {...props} /> : null}
      {kind === 'number' || kind === 'gauge' ? <NumberPart {...props} /> : null}
      <StylePart {...props} />
      {kind === 'number' || rows ? <Rules {...props} /> : null}
      {AXES.has(kind) ? <Annotations {...props} /> : null}
      <MorePart {...props} />
    </>
  );
}

function EncodingPart({ tile, columns, onChange }: Props) {
  const { kind, encoding = {} } = tile;
  const set = (members: Partial<Record<keyof Encoding, unknown>>) =>
    onChange(withMember(tile, 'encoding', { ...encoding, ...members } as Encoding));
  const one = (label: string, member: 'x' | 'series' | 'size' | 'label') => (
    <ChoiceField
      label={label}
      value={encoding[member]}
      choices={columns}
      none="By itself"
      onChange={value => set({ [member]: value })}
    />
  );
  return (
    <Part title="Columns and shape" open={tile.encoding !== undefined}>
      {kind === 'pivot' ? (
        <>
          <ManyField
            label="Down"
            values={encoding.rows ?? []}
            choices={columns}
            none="By itself"
            onChange={list => set({ rows: listed(list) })}
          />
          <ManyField
            label="Across"
            values={encoding.columns ?? []}
            choices={columns}
            none="By itself"
            onChange={list => set({ columns: listed(list) })}
          />
        </>
      ) : kind === 'table' ? null : (
        <>
          {one(kind === 'pie' || kind === 'funnel' || kind === 'map' ? 'Parts' : 'Along the axis', 'x')}
          {kind === 'pie' || kind === 'funnel' ? null : one('Colours', 'series')}
          {kind === 'scatter' ? one('Size', 'size') : null}
          <ManyField
            label="Values"
            values={encoding.y ?? []}
            choices={columns}
            none="By itself"
            onChange={list => set({ y: listed(list) })}
          />
        </>
      )}
      {kind === 'bar' ? (
        <>
          <ChoiceField
            label="Bars"
            value={encoding.orientation}
            none="By itself"
            choices={[
              { value: 'vertical', label: 'Upright' },
              { value: 'horizontal', label: 'Lying' },
            ]}
            onChange={orientation => set({ orientation })}
          />
          <ChoiceField
            label="Several series"
            value={encoding.arrangement}
            none="By itself"
            choices={[
              { value: 'grouped', label: 'Side by side' },
              { value: 'stacked', label: 'Stacked' },
              { value: 'percent', label: 'Stacked to 100 %' },
            ]}
            onChange={arrangement => set({ arrangement })}
          />
        </>
      ) : null}
      {kind === 'pie' ? (
        <Switch
          label="With a hole"
          checked={encoding.shape === 'donut'}
          onChange={on => set({ shape: on ? 'donut' : undefined })}
        />
      ) : null}
      {kind === 'table' || kind === 'pivot' ? (
        <Switch
          label="A row of totals"
          checked={encoding.totals === true}
          onChange={on => set({ totals: on || undefined })}
        />
      ) : null}
    </Part>
  );
}

const listed = (list: readonly string[]) => (list.length === 0 ? undefined : list);

function NumberPart({ tile, onChange }: Props) {
  const { comparison, sparkline, target } = tile;
  return (
    <Part title="Comparison, sparkline, target" open={(comparison ?? sparkline ?? target) !== undefined}>
      <ChoiceField
        label="Compared with"
        value={comparison?.with}
        none="Nothing"
        choices={[
          { value: 'previousPeriod', label: 'The period before' },
          { value: 'previousYear', label: 'The year before' },
        ]}
        onChange={value =>
          onChange(
            withMember(tile, 'comparison', value === undefined ? undefined : { with: value as 'previousPeriod' }),
          )
        }
      />
      <div className="grid grid-cols-2 gap-3">
        <ChoiceField
          label="Sparkline"
          value={sparkline?.grain}
          none="None"
          choices={grainChoices}
          onChange={grain =>
            onChange(
              withMember(
                tile,
                'sparkline',
                grain === undefined ? undefined : { grain: grain as 'month', periods: sparkline?.periods ?? 12 },
              ),
            )
          }
        />
        {sparkline === undefined ? null : (
          <NumberField
            label="Periods"
            value={sparkline.periods}
            least={2}
            most={400}
            onChange={periods => onChange(withMember(tile, 'sparkline', { ...sparkline, periods: periods ?? 12 }))}
          />
        )}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label="Target"
          value={target?.value}
          placeholder="None"
          onChange={value =>
            onChange(withMember(tile, 'target', value === undefined ? undefined : { ...target, value }))
          }
        />
        {target === undefined ? null : (
          <TextField
            label="Name of the target"
            value={target.label ?? ''}
            onChange={label =>
              onChange(withMember(tile, 'target', { value: target.value, ...(label !== '' && { label }) }))
            }
          />
        )}
      </div>
    </Part>
  );
}

function StylePart({ tile, onChange }: Props) {
  const { kind, style = {} } = tile;
  const set = (members: object) => onChange(withMember(tile, 'style', { ...style, ...members }));
  const chart = CHARTS.has(kind);
  return (
    <Part title="Colours and numbers" open={style.color !== undefined || style.decimals !== undefined}>
      <ChoiceField
        label="Colour"
        value={style.color}
        choices={ownColor(style.color)}
        none="By itself"
        onChange={color => set({ color })}
      />
      <NumberField
        label="Decimals"
        value={style.decimals}
        least={0}
        most={10}
        placeholder="As the numbers need"
        onChange={decimals => set({ decimals })}
      />
      {chart ? (
        <>
          <Switch
            label="Legend"
            checked={style.legend !== false}
            onChange={on => set({ legend: on ? undefined : false })}
          />
          <Switch
            label="Values at the marks"
            checked={style.labels === true}
            onChange={on => set({ labels: on || undefined })}
          />
          <DraftField
            label="Colours of values"
            rows={2}
            value={Object.entries(style.colors ?? {})
              .map(([value, color]) => `${value}: ${color}`)
              .join('\n')}
            placeholder={'Europe: blue\nAsia: #aa3300'}
            hint="A line each: the value, then a colour."
            onChange={text => set({ colors: readColors(text) })}
          />
        </>
      ) : null}
    </Part>
  );
}

const ownColor = (color: string | undefined): readonly Choice[] =>
  color === undefined || colorChoices.some(({ value }) => value === color)
    ? colorChoices
    : [{ value: color, label: color }, ...colorChoices];

/** `Europe: blue` in lines; undefined when there are none. */
function readColors(text: string): Record<string, string> | undefined {
  const entries = text.split('\n').flatMap(line => {
    const at = line.lastIndexOf(':');
    return at < 1
      ? []
      : [
          [
            line.slice(0, at).trim(),
            line
              .slice(at + 1)
              .trim()
              .toLowerCase(),
          ] as const,
        ];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function MorePart({ tile, model, onChange }: Props) {
  const { time, drill, refresh } = tile;
  return (
    <Part title="Time, drill-down, refresh" open={(time ?? drill ?? refresh) !== undefined}>
      <TimeRangeField
        label="Window"
        none="The dashboard's"
        value={time?.range}
        onChange={range => onChange(withMember(tile, 'time', { ...time, range, pinned: undefined }))}
      />
      {time?.range === undefined ? (
        <Switch
          label="Keep the window of its data"
          hint="Whatever the dashboard's window is."
          checked={time?.pinned === true}
          onChange={on => onChange(withMember(tile, 'time', { ...time, pinned: on || undefined }))}
        />
      ) : null}
      <ManyField
        label="A click goes down through"
        values={drill ?? []}
        choices={fieldChoices(model)}
        none="Straight to the rows"
        onChange={list => onChange(withMember(tile, 'drill', list.length === 0 ? undefined : [...list]))}
      />
      <NumberField
        label="Refresh every … seconds"
        value={refresh}
        least={5}
        most={86_400}
        placeholder="As the dashboard"
        onChange={value => onChange(withMember(tile, 'refresh', value))}
      />
    </Part>
  );
}
