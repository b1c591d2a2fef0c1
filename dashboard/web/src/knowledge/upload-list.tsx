import { CircleAlert, CircleCheck, RotateCw, X } from 'lucide-react';
import { formatBytes } from '../format.ts';
import { Link } from '../ui/link.tsx';
import { mayHelpAgain, type Upload, type Uploads } from './uploads.ts';

/** The files that were given, each with how far it is, or what is wrong with it and what to do. */
export function UploadList({ uploads, shown }: { uploads: Uploads; shown: readonly Upload[] }) {
  if (shown.length === 0) return null;
  const ended = shown.filter(({ status }) => status === 'added' || status === 'refused');
  return (
    <>
      <ul aria-label="Files on their way" className="mt-2">
        {shown.map(upload => (
          <UploadLine key={upload.key} upload={upload} uploads={uploads} />
        ))}
      </ul>
      {ended.length < 2 ? null : (
        <button
          type="button"
          className="button-quiet mt-1 -ml-2.5 text-12"
          onClick={() => {
            for (const { key } of ended) uploads.forget(key);
          }}
        >
          Clear this list
        </button>
      )}
    </>
  );
}

function UploadLine({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { key, file, status, document } = upload;
  return (
    <li className="flex items-start gap-2 border-b border-line py-2" data-status={status}>
      <StatusIcon status={status} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-3">
          {document === undefined ? (
            <span className="min-w-0 truncate" title={file.name}>
              {file.name}
            </span>
          ) : (
            <Link
              to={{ page: 'document', id: document.document_id }}
              className="link min-w-0 truncate"
              title={file.name}
            >
              {document.title}
            </Link>
          )}
          <span className="numbers shrink-0 text-12 text-muted">{formatBytes(file.size)}</span>
        </p>
        <Progress upload={upload} />
      </div>
      {mayHelpAgain(upload) ? (
        <button
          type="button"
          className="grid size-(--touch) shrink-0 place-items-center rounded-base text-muted hover:bg-hover hover:text-ink"
          aria-label={`Try again: ${file.name}`}
          onClick={() => uploads.again(key)}
        >
          <RotateCw size={14} aria-hidden />
        </button>
      ) : null}
      {status === 'added' || status === 'refused' ? (
        <button
          type="button"
          className="grid size-(--touch) shrink-0 place-items-center rounded-base text-muted hover:bg-hover hover:text-ink"
          aria-label={`Dismiss: ${file.name}`}
          onClick={() => uploads.forget(key)}
        >
          <X size={14} aria-hidden />
        </button>
      ) : null}
    </li>
  );
}

function StatusIcon({ status }: Pick<Upload, 'status'>) {
  if (status === 'added') return <CircleCheck size={15} className="mt-0.5 shrink-0 text-green" aria-hidden />;
  if (status === 'refused') return <CircleAlert size={15} className="mt-0.5 shrink-0 text-red" aria-hidden />;
  return <span className="skeleton mt-1 size-3 shrink-0 rounded-full" aria-hidden />;
}

function Progress({ upload: { status, sent, problem } }: { upload: Upload }) {
  if (status === 'refused') return <Refusal problem={problem} />;
  if (status === 'added') return <p className="text-12 text-muted">Added: it can be searched now</p>;
  if (status === 'reading') return <p className="text-12 text-muted">Reading its text …</p>;
  if (status === 'waiting') return <p className="text-12 text-muted">Waits for those before it</p>;
  return (
    <progress className="mt-1 block h-1.5 w-full accent-accent" aria-label="Sent" max={1} value={sent}>
      {Math.round(sent * 100)} %
    </progress>
  );
}

function Refusal({ problem }: Pick<Upload, 'problem'>) {
  const same = problem?.code === 'knowledge.duplicate' ? problem.members['document_id'] : undefined;
  return (
    <p role="alert" className="max-w-[75ch] break-words text-12 text-red">
      {problem?.detail}{' '}
      {typeof same === 'string' ? (
        <Link to={{ page: 'document', id: same }} className="link">
          Open it
        </Link>
      ) : null}
    </p>
  );
}
