import { useEffect, useEffectEvent, useState } from 'react';
import { asProblem } from '../api/client.ts';
import type { Loaded } from '../state/app-state.ts';

/**
 * Loads when `key` changes and keeps what was there before until the new value comes, so that nothing jumps.
 * Gives the value, whether it is of an older key, and a retry.
 */
export function useLoad<T>(
  key: string,
  load: () => Promise<T>,
): { loaded: Loaded<T>; stale: boolean; retry: () => void } {
  const [state, setState] = useState<{ loaded: Loaded<T>; of: string }>({ loaded: { kind: 'loading' }, of: '' });
  const [attempt, setAttempt] = useState(0);
  const start = useEffectEvent(load);
  const wanted = `${attempt} ${key}`;
  useEffect(() => {
    let current = true;
    start().then(
      value => current && setState({ loaded: { kind: 'ready', value }, of: wanted }),
      thrown => current && setState({ loaded: { kind: 'failed', problem: asProblem(thrown) }, of: wanted }),
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return { loaded: state.loaded, stale: state.of !== wanted, retry: () => setAttempt(count => count + 1) };
}
