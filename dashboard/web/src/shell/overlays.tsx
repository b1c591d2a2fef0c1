import { lazy, Suspense } from 'react';
import { useAppState } from '../context.ts';

const Palette = lazy(() => import('./palette.tsx'));
const ShortcutList = lazy(() => import('./shortcut-list.tsx'));

/** What lies over the page. */
export function Overlays() {
  const overlay = useAppState(state => state.overlay);
  return (
    <Suspense fallback={null}>
      {overlay === 'palette' ? <Palette /> : null}
      {overlay === 'shortcuts' ? <ShortcutList /> : null}
    </Suspense>
  );
}
