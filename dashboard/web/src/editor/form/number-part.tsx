import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { grainChoices } from './choices.ts';
import { ChoiceField, NumberField, TextField } from './fields.tsx';
import { Part } from './part.tsx';
import { withMember } from './with-member.ts';

interface Props {
  readonly tile: Tile;
  readonly onChange: (tile: Tile) => void;
}

/** What stands beside a number. */
export function NumberPart({ tile, onChange }: Props) {
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
