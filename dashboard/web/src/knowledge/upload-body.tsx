import { useApp } from '../context.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { DropZone } from './drop-zone.tsx';
import { listDocuments } from './knowledge-api.ts';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './use-uploads.ts';

const nothing = () => undefined;

/** Takes documents in a tile of a dashboard. They are kept on the page of documents; the tile's dashboard shows its data. */
export default function UploadBody() {
  const { api } = useApp();
  const { uploads, shown } = useUploads(nothing);
  const { loaded, retry } = useLoad('limits', () => listDocuments(api));
  if (loaded.kind === 'loading') return <div className="skeleton h-16" />;
  if (loaded.kind === 'failed')
    return <ProblemNote problem={loaded.problem} onRetry={loaded.problem.status === 501 ? undefined : retry} />;
  const { may_add, limits } = loaded.value;
  return (
    <div className="h-full overflow-auto">
      {may_add ? (
        <DropZone uploads={uploads} mostBytes={limits.bytes} small />
      ) : (
        <p className="text-soft">Your role does not allow you to add documents; it takes the role editor.</p>
      )}
      <UploadList uploads={uploads} shown={shown} />
      <p className="mt-2 text-12 text-muted">
        They wait for a review under{' '}
        <Link to={{ page: 'knowledge' }} className="link">
          Knowledge
        </Link>
        ; the other tiles do not count them.
      </p>
    </div>
  );
}
