import { useEffect, useState } from 'react';
import { asProblem } from '../api/client.ts';
import { useApp } from '../context.ts';
import { type AlertBody, type AlertPreview, previewAlert } from './alerts-api.ts';

/** Milliseconds of quiet before the number is asked for. */
const quiet = 400;

const signals = {
  breach: 'It would fire now.',
  inside: 'Between the levels: it would stay as it is.',
  clear: 'It would not fire now.',
  error: 'It could not be checked now.',
} as const;

type Found = { readonly of: string; readonly preview?: AlertPreview; readonly fault?: string };

/** The number that an alert would watch, as it is now. */
export function NumberNow({ body }: { body: AlertBody | undefined }) {
  const { api } = useApp();
  const [found, setFound] = useState<Found>();
  const wanted = body === undefined ? undefined : JSON.stringify(body);
  useEffect(() => {
    if (wanted === undefined) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      previewAlert(api, JSON.parse(wanted) as AlertBody, abort.signal).then(
        preview => setFound({ of: wanted, preview }),
        thrown => abort.signal.aborted || setFound({ of: wanted, fault: asProblem(thrown).detail }),
      );
    }, quiet);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, wanted]);
  const known = wanted !== undefined && found?.of === wanted ? found : undefined;
  return (
    <p className="min-h-5 text-soft" aria-live="polite">
      {known === undefined ? (wanted === undefined ? '' : '…') : words(known)}
    </p>
  );
}

function words({ preview, fault }: Found): string {
  if (preview === undefined) return fault ?? '';
  if (preview.error !== null) return preview.error.message;
  const now = preview.value_text === null ? 'There is no number now.' : `Now: ${preview.value_text}.`;
  return `${now} ${signals[preview.signal]}`;
}
