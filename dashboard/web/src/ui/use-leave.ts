import { useEffect, useEffectEvent } from 'react';

/** Calls `leave` when a pointer goes down outside of what floats and of its anchor, or the window takes another size. */
export function useLeave(
  anchor: HTMLElement | null,
  floating: { readonly current: HTMLElement | null },
  leave: () => void,
): void {
  const onLeave = useEffectEvent(leave);
  useEffect(() => {
    const pressed = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!floating.current?.contains(target) && !anchor?.contains(target)) onLeave();
    };
    const resized = () => onLeave();
    addEventListener('pointerdown', pressed);
    addEventListener('resize', resized);
    return () => {
      removeEventListener('pointerdown', pressed);
      removeEventListener('resize', resized);
    };
  }, [anchor, floating]);
}
