import type { Encoding, Tile } from '../../../../../core/dashboards/spec.ts';
import { type Choice, ChoiceField, Switch } from './fields.tsx';
import { ManyField } from './many-field.tsx';
import { Part } from './part.tsx';
import { withMember } from './with-member.ts';

interface Props {
  readonly tile: Tile;
  /** Columns that the tile has now, of its data. */
  readonly columns: readonly Choice[];
  readonly onChange: (tile: Tile) => void;
}

/** Which columns go where, and the shape of what is drawn of them. */
export function EncodingPart({ tile, columns, onChange }: Props) {
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
