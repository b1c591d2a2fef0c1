import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLeave } from './use-leave.ts';
import { usePlace } from './use-place.ts';

interface PopoverProps {
  /** What the button and the panel are called. */
  readonly label: string;
  readonly className?: string;
  readonly panelClassName?: string;
  /** What the button shows. */
  readonly button: ReactNode;
  /** What the panel shows; `close` gives the focus back to the button. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a panel of controls beside it. Esc, a click elsewhere and leaving by Tab close it. */
export function Popover({ label, className, panelClassName = '', button, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) anchor.current?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        <Panel id={id} label={label} className={panelClassName} anchor={anchor.current} close={close}>
          {children(() => close(true))}
        </Panel>
      ) : null}
    </>
  );
}

interface PanelProps {
  readonly id: string;
  readonly label: string;
  readonly className: string;
  readonly anchor: HTMLElement | null;
  readonly close: (refocus: boolean) => void;
  readonly children: ReactNode;
}

const FOCUSABLE = 'input, select, textarea, button, [tabindex="0"]';

function Panel({ id, label, className, anchor, close, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const place = usePlace(anchor, panel);
  const leaveByKey = useEffectEvent(() => close(true));
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>(FOCUSABLE)?.focus({ preventScroll: true });
    // Wherever the focus is: a control that was taken away under it leaves it nowhere.
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      leaveByKey();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
  useLeave(anchor, panel, () => close(false));
  return createPortal(
    <div
      ref={panel}
      id={id}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={`appear fixed z-50 max-h-[70vh] overflow-auto rounded-base bg-paper shadow-float dark-panel focus:outline-none ${className}`}
      style={place}
      onBlur={event => {
        const to = event.relatedTarget;
        if (to !== null && !event.currentTarget.contains(to) && !anchor?.contains(to)) close(false);
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
