import { Choice, TextField } from '../sharing/fields.tsx';
import type { Draft } from './draft.ts';

const directions = [
  { value: 'above', label: 'Above' },
  { value: 'below', label: 'Below' },
] as const;
const againsts = [
  { value: 'previousPeriod', label: 'The period before' },
  { value: 'previousYear', label: 'The year before' },
] as const;
const measures = [
  { value: 'percent', label: 'In percent' },
  { value: 'absolute', label: 'As a number' },
] as const;

/** When an alert fires: the fields of its kind. */
export function ConditionFields({ draft, put }: { draft: Draft; put: (change: Partial<Draft>) => void }) {
  if (draft.kind === 'missing') return null;
  if (draft.kind === 'stale')
    return (
      <TextField label="Older than, in hours" kind="number" value={draft.hours} onChange={hours => put({ hours })} />
    );
  return (
    <>
      {draft.kind === 'change' ? (
        <>
          <Choice
            label="Against"
            value={draft.against}
            options={againsts}
            onChange={against => put({ against: against as Draft['against'] })}
          />
          <Choice
            label="Measured"
            value={draft.measure}
            options={measures}
            onChange={measure => put({ measure: measure as Draft['measure'] })}
          />
        </>
      ) : null}
      <Choice
        label="Fires when it is"
        value={draft.direction}
        options={directions}
        onChange={direction => put({ direction: direction as Draft['direction'] })}
      />
      <TextField
        label="This number"
        kind="number"
        value={draft.trigger}
        onChange={trigger => put({ trigger })}
        required
      />
      <TextField
        label="Over when it is back at"
        kind="number"
        value={draft.clear}
        onChange={clear => put({ clear })}
        placeholder={draft.trigger}
        note="Between the two it stays as it is, so that it does not come and go."
      />
    </>
  );
}
