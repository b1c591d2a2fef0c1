import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { nextIndex } from './next-index.ts';
import { useLeave } from './use-leave.ts';
import { usePlace } from './use-place.ts';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Id of the item that is chosen now; without one the items are commands. */
  readonly chosen?: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button that opens a menu: arrows, Home, End and letters move, Enter chooses, Esc gives the focus back. */
export function Menu({ label, items, chosen, onChoose, className, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!open)}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open ? <MenuList {...{ id, label, items, chosen, close }} anchor={button.current} onChoose={onChoose} /> : null}
    </>
  );
}

interface MenuListProps extends Pick<MenuProps, 'label' | 'items' | 'chosen' | 'onChoose'> {
  readonly id: string;
  readonly anchor: HTMLElement | null;
  readonly close: (refocus: boolean) => void;
}

function MenuList({ id, label, items, chosen, onChoose, anchor, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const place = usePlace(anchor, list);
  const focusItem = (index: number) => list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]')[index]?.focus();
  const focusChosen = useEffectEvent(() =>
    focusItem(
      Math.max(
        0,
        items.findIndex(item => item.id === chosen),
      ),
    ),
  );
  useEffect(() => focusChosen(), []);
  useLeave(anchor, list, () => close(false));
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = nextIndex(
      event.key,
      at,
      items.map(item => item.label),
    );
    if (to !== undefined) {
      event.preventDefault();
      focusItem(to);
    }
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    }
  };
  return createPortal(
    <div
      ref={list}
      id={id}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className="appear fixed z-50 max-h-[60vh] min-w-44 max-w-[min(22rem,calc(100vw-1rem))] overflow-auto rounded-base bg-paper p-1 shadow-float dark-panel"
      style={place}
      onKeyDown={onKeyDown}
    >
      {items.map(item => (
        <button
          key={item.id}
          type="button"
          tabIndex={-1}
          role={chosen === undefined ? 'menuitem' : 'menuitemradio'}
          {...(chosen === undefined ? {} : { 'aria-checked': item.id === chosen })}
          className="flex min-h-(--touch) w-full items-center gap-2 rounded-[4px] px-2 py-1 text-left hover:bg-hover focus:bg-hover focus:outline-none"
          onClick={() => {
            close(true);
            onChoose(item.id);
          }}
        >
          {chosen === undefined ? null : (
            <Check size={14} className={`shrink-0 ${item.id === chosen ? 'text-accent' : 'invisible'}`} aria-hidden />
          )}
          <span className="min-w-0">
            <span className="block">{item.label}</span>
            {item.detail === undefined ? null : <span className="block text-12 text-muted">{item.detail}</span>}
          </span>
        </button>
      ))}
    </div>,
    document.body,
  );
}
