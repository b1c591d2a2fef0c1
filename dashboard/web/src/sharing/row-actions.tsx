/** Something that can be done with what a row shows. */
export interface RowAction {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

/** What can be done with a row of a dialog, side by side: a menu would open behind the dialog. */
export function RowActions({ of, actions, busy }: { of: string; actions: readonly RowAction[]; busy: boolean }) {
  return (
    <ul aria-label={`What can be done with ${of}`} className="-ml-2.5 flex flex-wrap text-12">
      {actions.map(({ id, label, run }) => (
        <li key={id}>
          <button type="button" className="button-quiet" disabled={busy} onClick={run}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
