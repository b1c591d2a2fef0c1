import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { colorChoices } from './choices.ts';
import { type Choice, ChoiceField, DraftField, NumberField, Switch } from './fields.tsx';
import { Part } from './part.tsx';
import { withMember } from './with-member.ts';

interface Props {
  readonly tile: Tile;
  /** It draws marks. */
  readonly chart: boolean;
  readonly onChange: (tile: Tile) => void;
}

/** Colours, legend and decimals. */
export function StylePart({ tile, chart, onChange }: Props) {
  const { style = {} } = tile;
  const set = (members: object) => onChange(withMember(tile, 'style', { ...style, ...members }));
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
