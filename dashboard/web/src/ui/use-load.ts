import { useEffect, useRef, useState } from 'react';
import { asProblem } from '../api/client.ts';
import type { Loaded } from '../state/app-state.ts';

/**
 * Loads when `key` changes and keeps what was there before until the new value comes, so that nothing jumps.
 * Gives the value, whether it is of an older key, and a retry.
 */
export function useLoad<T>(key: string, load: () => Promise<T>): { loaded: Loaded<T>; stale: boolean; retry: () => void } {
  const [state, setState] = useState<{ loaded: Loaded<T>; key: string }>({ loaded: { kind: 'loading' }, key: '' });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt repeats the load of the same key
  useEffect(() => {
    let current = true;
    latest.current().then(
      value => current && setState({ loaded: { kind: 'ready', value }, key }),
      thrown => current && setState({ loaded: { kind: 'failed', problem: asProblem(thrown) }, key }),
    );
    return () => {
      current = false;
    };
  }, [key, attempt]);
  return { loaded: state.loaded, stale: state.key !== key, retry: () => setAttempt(count => count + 1) };
}
