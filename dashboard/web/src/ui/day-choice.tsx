import { Segments } from './segments.tsx';

interface Props {
  /** Numbers of days to choose from. */
  readonly ranges: readonly number[];
  readonly chosen: number;
  readonly onChoose: (days: number) => void;
}

/** How many of the last days a page shows. */
export const DayChoice = ({ ranges, chosen, onChoose }: Props) => (
  <Segments
    legend="Days"
    choices={ranges.map(days => ({ id: days, label: `${days} days` }))}
    chosen={chosen}
    onChoose={onChoose}
  />
);
