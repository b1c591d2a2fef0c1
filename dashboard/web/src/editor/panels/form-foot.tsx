interface Props {
  readonly fault: string | undefined;
  readonly busy: boolean;
  readonly action: string;
  readonly disabled?: boolean;
  readonly onApply: () => void;
  readonly onCancel: () => void;
}

/** What is wrong with a form, and its two ways out. */
export function FormFoot({ fault, busy, action, disabled = false, onApply, onCancel }: Props) {
  return (
    <>
      {fault === undefined ? null : (
        <p role="alert" className="mb-2 max-h-40 overflow-auto break-words text-red">
          {fault}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="button" className="button-primary" disabled={disabled || busy} onClick={onApply}>
          {action}
        </button>
      </div>
    </>
  );
}
