import { useEffect } from 'react';
import { ASK_BOX_ID } from '../ask/ids.ts';
import { useApp } from '../context.ts';
import { showsThread } from '../state/route.ts';
import { isField } from '../ui/is-field.ts';
import { keyAction } from './keys.ts';

/** The shortcuts that work everywhere. What is open (menus, suggestions, dialogs) takes Esc before this does. */
export function useShortcuts(): void {
  const { store, actions } = useApp();
  useEffect(() => {
    const focusAsk = () => document.getElementById(ASK_BOX_ID)?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const { overlay, route } = store.get();
      const action = keyAction(event, isField(event.target));
      if (action === undefined) return;
      // A dialog takes its keys itself; Esc closes it and leads no further.
      if (overlay === undefined && document.querySelector('dialog[open]') !== null) return;
      if (action === 'palette') {
        event.preventDefault();
        store.dispatch({ kind: 'overlay', overlay: overlay === 'palette' ? undefined : 'palette' });
      } else if (action === 'back') {
        if (overlay !== undefined) store.dispatch({ kind: 'overlay', overlay: undefined });
        else if (isField(event.target)) (event.target as HTMLElement).blur();
        else if (route?.page === 'dashboard') actions.navigate({ page: 'dashboards' });
        else if (route?.page === 'document') actions.navigate({ page: 'knowledge' });
        else if (route === undefined || !showsThread(route)) actions.navigate({ page: 'ask' });
      } else if (overlay === undefined) {
        event.preventDefault();
        if (action === 'shortcuts') store.dispatch({ kind: 'overlay', overlay: 'shortcuts' });
        else if (route !== undefined && showsThread(route)) focusAsk();
        else {
          actions.navigate({ page: 'ask' });
          requestAnimationFrame(focusAsk);
        }
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [store, actions]);
}
