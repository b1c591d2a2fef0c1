import { type Api, asProblem } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { addDocument, type DocumentReply, type NewFile } from './knowledge-api.ts';

/** One file on its way. */
export interface Upload extends NewFile {
  readonly key: number;
  readonly status: 'waiting' | 'sending' | 'reading' | 'added' | 'refused';
  /** Share that was sent, 0 to 1. */
  readonly sent: number;
  readonly problem?: ApiProblem | undefined;
  readonly document?: DocumentReply | undefined;
}

/** Files that are added one after the other; they go on when the page that took them is left. */
export interface Uploads {
  get(): readonly Upload[];
  subscribe(listener: () => void): () => void;
  add(files: readonly NewFile[], mostBytes: number): void;
  again(key: number): void;
  /** Takes a line away that is not on its way. */
  forget(key: number): void;
}

/** Files that are on their way at the same time. */
const atOnce = 2;

const isUnderWay = ({ status }: Upload): boolean => status === 'sending' || status === 'reading';

export function createUploads(api: Api): Uploads {
  let uploads: readonly Upload[] = [];
  let lastKey = 0;
  const listeners = new Set<() => void>();
  const set = (next: readonly Upload[]) => {
    uploads = next;
    for (const listener of listeners) listener();
  };
  const change = (key: number, more: Partial<Upload>) =>
    set(uploads.map(upload => (upload.key === key ? { ...upload, ...more } : upload)));

  const send = async (upload: Upload): Promise<void> => {
    const { key } = upload;
    change(key, { status: 'sending', sent: 0, problem: undefined });
    try {
      const document = await addDocument(api, upload, sent =>
        change(key, { sent, status: sent < 1 ? 'sending' : 'reading' }),
      );
      change(key, { status: 'added', sent: 1, document });
    } catch (thrown) {
      change(key, { status: 'refused', problem: asProblem(thrown) });
    }
    next();
  };
  const next = () => {
    const free = atOnce - uploads.filter(isUnderWay).length;
    for (const upload of uploads.filter(({ status }) => status === 'waiting').slice(0, Math.max(0, free))) {
      void send(upload);
    }
  };

  return {
    get: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(files, mostBytes) {
      const added = files.map((file): Upload => {
        lastKey += 1;
        const problem = problemBefore(file, mostBytes);
        return { ...file, key: lastKey, sent: 0, status: problem ? 'refused' : 'waiting', problem };
      });
      set([...added, ...uploads]);
      next();
    },
    again(key) {
      change(key, { status: 'waiting', problem: undefined });
      next();
    },
    forget: key => set(uploads.filter(upload => upload.key !== key || isUnderWay(upload))),
  };
}

/** What is known to be refused is not sent: ten megabytes are a long way on a phone. */
function problemBefore({ file }: NewFile, mostBytes: number): ApiProblem | undefined {
  const refused = (title: string, detail: string) =>
    new ApiProblem({ type: 'urn:sophia:problem:page.file', status: 0, title, detail });
  if (file.size > mostBytes) {
    const most = Math.round(mostBytes / 1024 / 1024);
    return refused('The file is too large', `It may have ${most} MB at most. Part it, or leave pictures out.`);
  }
  return undefined;
}

/** Sending it once more can help only where the file itself was not at fault. */
export const mayHelpAgain = ({ problem }: Upload): boolean =>
  problem !== undefined &&
  (problem.status === 0 || problem.status === 429 || problem.status >= 500) &&
  problem.code !== 'page.file';

const known = new WeakMap<Api, { readonly username: string; readonly uploads: Uploads }>();

/** The files of whoever is signed in: nobody sees what somebody else added before on this device. */
export function uploadsOf(api: Api, username: string): Uploads {
  const before = known.get(api);
  if (before?.username === username) return before.uploads;
  const uploads = createUploads(api);
  known.set(api, { username, uploads });
  return uploads;
}
