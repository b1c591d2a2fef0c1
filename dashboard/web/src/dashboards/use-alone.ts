import { useEffect } from 'react';

/** While a tile fills the page, what lies under it can't be reached nor scrolled. */
export function useAlone(alone: boolean): void {
  useEffect(() => {
    if (!alone) return undefined;
    const main = document.getElementById('content');
    const others = [...(main?.parentElement?.children ?? [])].filter(
      (element): element is HTMLElement =>
        element instanceof HTMLElement && element !== main && element.tagName !== 'DIALOG' && element.role !== 'status',
    );
    const { style } = document.documentElement;
    for (const other of others) other.inert = true;
    style.overflow = 'hidden';
    return () => {
      for (const other of others) other.inert = false;
      style.overflow = '';
    };
  }, [alone]);
}
