import type { Api } from '../../api/client.ts';
import type { EditPort, HistoryEdit } from './driver.ts';
import type { Saved } from './session.ts';

type SavedReply = Saved & { readonly inverse: HistoryEdit['inverse'] };

const PAGE = 200;

/** Editing a dashboard over HTTP. */
export function httpPort(api: Pick<Api, 'json'>, id: string): EditPort {
  const at = `/api/v1/dashboards/${encodeURIComponent(id)}`;
  return {
    async open() {
      const { spec, revision } = await api.json<Saved>('GET', at);
      return { spec, revision };
    },
    async edit(operations, base_revision, note) {
      const body = { operations, base_revision, note: note.slice(0, 500) };
      const { spec, revision, inverse } = await api.json<SavedReply>('POST', `${at}/edits`, body);
      return { spec, revision, inverse };
    },
    async history(after, upTo) {
      const found: HistoryEdit[] = [];
      for (let before = upTo + 1; before > after + 1; ) {
        const { revisions } = await api.json<{ revisions: readonly HistoryEdit[] }>(
          'GET',
          `${at}/history?limit=${PAGE}&before=${before}`,
        );
        found.push(...revisions);
        if (revisions.length === 0) break;
        before = revisions.at(-1)!.revision;
      }
      return found.filter(({ revision }) => revision > after).reverse();
    },
  };
}
