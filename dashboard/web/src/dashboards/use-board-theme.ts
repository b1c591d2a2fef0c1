import { useEffect } from 'react';
import { useAppState } from '../context.ts';
import { paintedTheme } from '../theme.ts';
import type { DashboardSpec } from './dashboards-api.ts';

/** Paints the page light or dark as the dashboard says, as long as it is shown; `system` leaves it to the viewer. */
export function useBoardTheme(mode: DashboardSpec['theme']['mode']): void {
  const choice = useAppState(state => state.theme);
  useEffect(() => {
    if (mode === 'system') return undefined;
    document.documentElement.dataset['theme'] = mode;
    return () => {
      const dark = matchMedia('(prefers-color-scheme: dark)').matches;
      document.documentElement.dataset['theme'] = paintedTheme(choice, dark);
    };
  }, [mode, choice]);
}
