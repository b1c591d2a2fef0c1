import type { Tile } from '../../../../../core/dashboards/spec.ts';
import type { ModelReply } from '../../api/types.ts';
import { fieldChoices } from './choices.ts';
import { NumberField, Switch } from './fields.tsx';
import { ManyField } from './many-field.tsx';
import { Part } from './part.tsx';
import { TimeRangeField } from './time-range-field.tsx';
import { withMember } from './with-member.ts';

interface Props {
  readonly tile: Tile;
  readonly model: ModelReply;
  readonly onChange: (tile: Tile) => void;
}

/** When a tile looks, how often, and where a click leads. */
export function MorePart({ tile, model, onChange }: Props) {
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
