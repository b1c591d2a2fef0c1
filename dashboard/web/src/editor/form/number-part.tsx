import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { grainChoices } from './choices.ts';
import { ChoiceField, NumberField } from './fields.tsx';
import { Part } from './part.tsx';
import { TargetFields } from './target-fields.tsx';
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
      <TargetFields tile={tile} onChange={onChange} />
    </Part>
  );
}
