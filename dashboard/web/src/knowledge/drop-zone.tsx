import { Upload as UploadIcon } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useApp, useAppState } from '../context.ts';
import type { Uploads } from './uploads.ts';

const ACCEPTED = '.txt,.md,.markdown,.pdf,.docx,text/plain,text/markdown,application/pdf';
const EVERYBODY = '*';

interface Props {
  readonly uploads: Uploads;
  /** Bytes of a file. */
  readonly mostBytes: number;
  /** In a tile there is less room. */
  readonly small?: boolean;
}

/** A place where files are dropped or chosen, and whom they are for. */
export function DropZone({ uploads, mostBytes, small = false }: Props) {
  const { store } = useApp();
  const [over, setOver] = useState(false);
  const [audience, setAudience] = useAudience();
  const input = useRef<HTMLInputElement>(null);
  useStrayDrops();
  const take = (files: readonly File[]) => {
    if (files.length > 0)
      uploads.add(
        files.map(file => ({ file, audience })),
        mostBytes,
      );
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const items = [...event.dataTransfer.items];
    const folders = items.filter(item => item.webkitGetAsEntry()?.isDirectory).length;
    if (folders > 0) store.dispatch({ kind: 'told', text: 'Folders can’t be added: drop the files in them.' });
    take(items.flatMap(item => (item.webkitGetAsEntry()?.isDirectory ? [] : (item.getAsFile() ?? []))));
  };
  return (
    <section
      aria-label="Add documents"
      data-over={over}
      className={`rounded-base border border-dashed border-faint bg-panel data-[over=true]:border-accent data-[over=true]:bg-accent-soft ${small ? 'p-3' : 'p-4'}`}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={dropped}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="button" className="button shrink-0" onClick={() => input.current?.click()}>
          <UploadIcon size={15} aria-hidden />
          Choose files
        </button>
        <p className="min-w-0 flex-1 basis-40 text-soft">
          or drop them here: text, Markdown, PDF or DOCX, up to {Math.round(mostBytes / 1024 / 1024)} MB each
        </p>
        <Audience audience={audience} setAudience={setAudience} />
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label="Files"
        onChange={event => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </section>
  );
}

function Audience({ audience, setAudience }: { audience: string; setAudience: (audience: string) => void }) {
  const session = useAppState(state => state.session);
  const personas = session.kind === 'signedIn' ? session.user.personas : [];
  return (
    <label className="flex min-w-0 items-center gap-2 text-12 text-muted">
      For
      <select className="field w-auto min-w-0" value={audience} onChange={event => setAudience(event.target.value)}>
        {personas.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
        <option value={EVERYBODY}>Everybody</option>
      </select>
    </label>
  );
}

/** The persona that is looked at as, unless another was chosen: to everybody is only what is given to everybody. */
function useAudience(): [string, (audience: string) => void] {
  const persona = useAppState(state => state.persona) ?? EVERYBODY;
  const [chosen, setChosen] = useState<string>();
  return [chosen ?? persona, setChosen];
}

/** A file that is dropped beside the place must not take the page away. */
function useStrayDrops(): void {
  useEffect(() => {
    const prevent = (event: globalThis.DragEvent) => {
      if (!event.defaultPrevented && event.dataTransfer) event.dataTransfer.dropEffect = 'none';
      event.preventDefault();
    };
    addEventListener('dragover', prevent);
    addEventListener('drop', prevent);
    return () => {
      removeEventListener('dragover', prevent);
      removeEventListener('drop', prevent);
    };
  }, []);
}
