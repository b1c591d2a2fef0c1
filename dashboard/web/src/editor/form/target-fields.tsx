import { draws } from '../../../../../core/dashboards/shows.ts';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { NumberField, TextField } from './fields.tsx';
import { Part } from './part.tsx';
import { withMember } from './with-member.ts';

interface Props {
  readonly tile: Tile;
  readonly onChange: (tile: Tile) => void;
}

/** The target of a chart; one that its kind draws nowhere can be taken away. */
export function TargetPart({ tile, onChange }: Props) {
  return (
    <Part title="Target" open={tile.target !== undefined}>
      {draws(tile.kind, 'target') ? null : <p className="text-12 text-muted">It is not shown here: leave it empty.</p>}
      <TargetFields tile={tile} onChange={onChange} />
    </Part>
  );
}

/** What a number should reach. */
export function TargetFields({ tile, onChange }: Props) {
  const { target } = tile;
  return (
    <div className="grid grid-cols-2 gap-3">
      <NumberField
        label="Target"
        value={target?.value}
        placeholder="None"
        onChange={value => onChange(withMember(tile, 'target', value === undefined ? undefined : { ...target, value }))}
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
  );
}
