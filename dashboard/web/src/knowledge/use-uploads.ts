import { useEffect, useSyncExternalStore } from 'react';
import { useApp, useAppState } from '../context.ts';
import { type Upload, type Uploads, uploadsOf } from './uploads.ts';

/** The files on their way, and a call for each that arrived since. */
export function useUploads(onAdded: () => void): { uploads: Uploads; shown: readonly Upload[] } {
  const { api } = useApp();
  const username = useAppState(({ session }) => (session.kind === 'signedIn' ? session.user.username : ''));
  const uploads = uploadsOf(api, username);
  const shown = useSyncExternalStore(uploads.subscribe, uploads.get);
  const added = shown.filter(({ status }) => status === 'added').length;
  const isUnderWay = shown.some(({ status }) => status === 'sending' || status === 'reading' || status === 'waiting');
  useEffect(() => {
    if (added > 0) onAdded();
  }, [added, onAdded]);
  useEffect(() => {
    if (!isUnderWay) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnderWay]);
  return { uploads, shown };
}
