import { useBoard, useBoardState } from './board-context.ts';
import type { FilterControl } from './dashboards-api.ts';
import { type Chosen, chosenOf, withChosen } from './filter-values.ts';
import PeriodInput from './period-input.tsx';
import { RangeInput } from './range-input.tsx';
import { ValuesInput } from './values-input.tsx';

interface Props {
  readonly control: FilterControl;
  /** Whether its label is shown above it. */
  readonly named?: boolean;
  /** Called when a choice is made that leaves nothing more to choose. */
  readonly onDone?: (() => void) | undefined;
}

/** What a control can be set to. */
export default function FilterInput({ control, named = false, onDone }: Props) {
  const { actions, store } = useBoard();
  const chosen = chosenOf(
    control,
    useBoardState(state => state.view),
  );
  const choose = (to: Chosen) => actions.setView(withChosen(store.get().view, control, to));
  return (
    <div>
      {named ? <p className="mb-1 text-12 text-muted">{control.label}</p> : null}
      <Input control={control} chosen={chosen} choose={choose} onDone={onDone} />
    </div>
  );
}

interface InputProps extends Pick<Props, 'control' | 'onDone'> {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
}

function Input({ control, chosen, choose, onDone }: InputProps) {
  const known = useBoardState(state => state.filters[control.id]);
  switch (control.kind) {
    case 'date':
      return (
        <PeriodInput
          label={control.label}
          period={chosen.period}
          all="All of time"
          onChoose={period => {
            choose(period === undefined ? {} : { period });
            onDone?.();
          }}
        />
      );
    case 'numberRange':
      return <RangeInput control={control} chosen={chosen} known={known} onChoose={choose} />;
    default:
      return <ValuesInput control={control} chosen={chosen} known={known} onChoose={choose} onDone={onDone} />;
  }
}
