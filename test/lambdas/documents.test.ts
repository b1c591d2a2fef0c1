import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { docx, paragraph, pdf } from '../support/documents.ts';
import { temporaryFolder } from '../support/folder.ts';
import { setClock } from '../support/set-clock.ts';
import { type Client, shopApp } from './platform.ts';
import { codeOf, type Json, read } from './replies.ts';

const folder = temporaryFolder('documents');
const clock = setClock('2026-03-02T08:00:00.000Z');
let shop: Awaited<ReturnType<typeof shopApp>>;
/** An administrator, an editor of Europe and the executives, a viewer of Europe. */
let [ann, eve, ben]: Client[] = [];

beforeAll(async () => {
  shop = await shopApp(folder, { clock });
  [ann, eve, ben] = await Promise.all(['ann', 'eve', 'ben'].map(shop.signIn));
});
afterAll(() => shop.close());

const add = (who: Client | undefined, name: string, content: string | Uint8Array, query: Record<string, string> = {}) =>
  read(
    shop.request(`/api/v1/documents?${new URLSearchParams({ name, ...query })}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${who?.token}`, 'content-type': 'application/octet-stream' },
      body: typeof content === 'string' ? content : new Uint8Array(content),
    }),
  );
const get = (who: Client | undefined, path: string) => read(who!.get(`/api/v1/documents${path}`));
const post = (who: Client | undefined, path: string, body: unknown) =>
  read(who!.post(`/api/v1/documents${path}`, body));

describe('documents over HTTP', () => {
  test('a PDF and a DOCX are added, found with what fits marked, read and saved as they were', async () => {
    const file = pdf(['Refunds within 30 days', 'Escalation to finance'], { title: 'Refund handbook' });
    const added = await add(eve, 'handbook.pdf', file, { personas: 'europe' });
    expect(added).toMatchObject({
      ...{ status: 200, title: 'Refund handbook', format: 'pdf', pages: 2, state: 'new', personas: ['europe'] },
      ...{ owner: 'eve', version: 1, moves: ['in_review', 'rejected'], removable: true },
    });
    await add(eve, 'notes.docx', docx(paragraph('Who asks for a refund twice')), { personas: '*' });
    const found = await get(ben, '/search?q=refund');
    expect(found).toMatchObject({ total: 2 });
    const [first] = found['hits'] as { title: object; excerpt: object; document: Json }[];
    expect(first!.title).toEqual([
      { text: 'Refund', hit: true },
      { text: ' handbook', hit: false },
    ]);
    expect(first!.document).toMatchObject({ moves: [], removable: false });
    const text = await get(ben, `/${added['document_id']}/text?q=escalation`);
    expect(text).toMatchObject({
      hits: 1,
      pages: [
        { number: 1 },
        {
          number: 2,
          segments: [
            { text: 'Escalation', hit: true },
            { text: ' to finance', hit: false },
          ],
        },
      ],
    });
    const saved = await ben!.get(`/api/v1/documents/${added['document_id']}/original`);
    expect(saved.headers.get('content-disposition')).toBe(
      `attachment; filename="handbook.pdf"; filename*=UTF-8''handbook.pdf`,
    );
    expect(saved.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await saved.arrayBuffer())).toEqual(file);
  });
});

describe('curation over HTTP', () => {
  const move = (who: Client | undefined, { document_id, version }: Json, to: string, note?: string) =>
    post(who, `/${document_id}/state`, { to, version, note });

  test('goes from state to state with who, when and why; is taken back; two at once are told', async () => {
    const added = await add(eve, 'pricing.txt', 'Seats cost 10 dollars.', { title: 'Pricing', personas: 'europe' });
    expect(codeOf(await move(ben, added, 'in_review'))).toEqual([403, 'knowledge.forbidden']);
    expect(codeOf(await move(eve, added, 'curated'))).toEqual([409, 'knowledge.move_not_allowed']);
    const reviewed = await move(eve, added, 'in_review');
    expect(reviewed).toMatchObject({ status: 200, state: 'in_review', version: 2, state_by: 'eve' });
    expect(await move(ann, added, 'rejected', 'no')).toMatchObject({
      ...{ status: 409, type: 'urn:sophia:problem:knowledge.conflict', version: 2 },
    });
    expect(codeOf(await move(ann, reviewed, 'rejected', ' '))).toEqual([422, 'knowledge.note_missing']);
    clock.set('2026-03-02T08:05:00.000Z');
    const rejected = await move(ann, reviewed, 'rejected', 'old prices');
    expect(await get(ben, '/search?q=seats')).toMatchObject({ total: 0 });
    expect(await get(ben, '/search?q=seats&state=rejected')).toMatchObject({ total: 1 });
    await move(ann, rejected, 'in_review');
    const { history } = await get(ben, `/${added['document_id']}`);
    expect((history as Json[]).map(({ what, from, to, by, note }) => [what, from, to, by, note])).toEqual([
      ['added', 'new', 'new', 'eve', null],
      ['moved', 'new', 'in_review', 'eve', null],
      ['moved', 'in_review', 'rejected', 'ann', 'old prices'],
      ['moved', 'rejected', 'in_review', 'ann', null],
    ]);
    expect(await get(ben, '?state=in_review')).toMatchObject({
      documents: [{ title: 'Pricing', moves: [] }],
      counts: { in_review: 1 },
      may_add: false,
    });
  });

  test('a document is removed and brought back by who added it or an administrator', async () => {
    const { document_id: id } = await add(ann, 'old.txt', 'Old words', { personas: 'europe' });
    const remove = (who: Client | undefined) => read(who!.delete(`/api/v1/documents/${id}`));
    expect(codeOf(await remove(eve))).toEqual([403, 'knowledge.not_yours']);
    expect(await remove(ann)).toMatchObject({ status: 200, removable: false, moves: [] });
    for (const path of [`/${id}`, `/${id}/text`, `/${id}/original`]) {
      expect(codeOf(await get(eve, path))).toEqual([404, 'knowledge.unknown']);
    }
    expect(codeOf(await post(eve, `/${id}/restore`, {}))).toEqual([404, 'knowledge.unknown']);
    expect(await post(ann, `/${id}/restore`, {})).toMatchObject({ status: 200, state: 'new' });
    expect(codeOf(await post(ann, `/${id}/restore`, {}))).toEqual([409, 'knowledge.not_removed']);
    expect(await get(ben, '/search?q=old')).toMatchObject({ total: 1 });
  });

  test('the discovery queue tells what was searched in vain and what was wanted, to editors', async () => {
    await get(ben, '/search?q=parental+leave');
    const queue = await get(eve, '/discovery');
    const entries = queue['entries'] as {
      kind: string;
      search: string | null;
      reason: string;
      document: Json | null;
    }[];
    expect(entries.find(({ kind }) => kind === 'missing')).toMatchObject({ search: 'parental leave', document: null });
    expect(entries.every(({ reason }) => reason !== '')).toBe(true);
    expect(entries.find(({ document }) => document?.['title'] === 'Refund handbook')).toMatchObject({ kind: 'wanted' });
    expect(codeOf(await get(ben, '/discovery'))).toEqual([403, 'knowledge.forbidden']);
    await add(eve, 'leave.txt', 'Parental leave is 12 months', { personas: 'europe' });
    const after = (await get(eve, '/discovery'))['entries'] as typeof entries;
    expect(after.filter(({ search }) => search === 'parental leave')).toEqual([]);
  });
});

describe('what is refused', () => {
  test('documents of other personas are not there; a caller gives them to own personas only', async () => {
    const { document_id: id } = await add(eve, 'board.txt', 'Merger plans', { personas: 'executive' });
    for (const path of [`/${id}`, `/${id}/text`, `/${id}/original`]) {
      expect(codeOf(await get(ben, path))).toEqual([404, 'knowledge.unknown']);
    }
    expect(await get(ben, '/search?q=merger')).toMatchObject({ total: 0 });
    expect(codeOf(await add(eve, 'x.txt', 'x', { personas: 'poor' }))).toEqual([422, 'knowledge.audience_invalid']);
    expect(codeOf(await add(ben, 'x.txt', 'x'))).toEqual([403, 'knowledge.forbidden']);
  });

  test('the same file again names the one that is there', async () => {
    const first = await add(eve, 'same.txt', 'The very same words');
    const again = await add(ann, 'other name.txt', 'The very same words');
    expect(codeOf(again)).toEqual([409, 'knowledge.duplicate']);
    expect(again['document_id']).toBe(first['document_id']);
  });

  test('more than 10 MB, by what is told or by what comes', async () => {
    const large = new Uint8Array(10 * 1024 * 1024 + 1).fill(97);
    expect(codeOf(await add(eve, 'large.txt', large))).toEqual([413, 'knowledge.too_large']);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(97));
      },
    });
    const response = shop.request('/api/v1/documents?name=endless.txt', {
      method: 'POST',
      headers: { authorization: `Bearer ${eve!.token}`, 'content-type': 'application/octet-stream' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect(codeOf(await read(response))).toEqual([413, 'knowledge.too_large']);
    expect(sent).toBeLessThan(20);
  });

  test('a cookie without its CSRF token, and nobody', async () => {
    const init = { method: 'POST', body: 'words', headers: { cookie: `sophia_access=${eve!.token}` } };
    expect(codeOf(await read(shop.request('/api/v1/documents?name=x.txt', init)))).toEqual([403, 'auth.csrf']);
    expect((await shop.request('/api/v1/documents?name=x.txt', { method: 'POST', body: 'words' })).status).toBe(401);
  });

  test('script in names, titles and text stays text', async () => {
    const script = '<script>alert(1)</script>';
    const name = `..\\..\\/etc/"${script.replaceAll('/', '')}"\u202e.txt`;
    const added = await add(eve, name, `${script} words of attack`, { title: `${script} title`, personas: 'europe' });
    expect(added).toMatchObject({
      status: 200,
      title: `${script} title`,
      file_name: '"<script>alert(1)<script>" .txt',
    });
    const [hit] = (await get(ben, '/search?q=attack'))['hits'] as { excerpt: { text: string }[] }[];
    expect(hit!.excerpt.map(({ text }) => text).join('')).toBe(`${script} words of attack`);
    const saved = await ben!.get(`/api/v1/documents/${added['document_id']}/original`);
    expect(saved.headers.get('content-disposition')).toMatch(
      /^attachment; filename="_<script>alert\(1\)<script>_ .txt"/,
    );
    expect(saved.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('a title of a thousand letters', async () => {
    const added = await add(eve, 'a.txt', 'words of it', { title: 'x'.repeat(900) });
    expect(codeOf(added)).toEqual([422, 'knowledge.title_invalid']);
  });

  test.each([
    ['an empty file', 'empty.txt', '', 422, 'empty'],
    ['a file without a name', '..', 'words', 422, 'name_invalid'],
    [
      'a picture that is called a text',
      'a.txt',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]),
      415,
      'format_unknown',
    ],
    [
      'a text that is called a PDF and is no UTF-8',
      'a.pdf',
      new Uint8Array([0x63, 0x61, 0x66, 0xe9]),
      415,
      'encoding_unknown',
    ],
  ] as const)('%s', async (_, name, content, status, code) => {
    expect(codeOf(await add(eve, name, content))).toEqual([status, `knowledge.${code}`]);
  });

  test('every one that was refused is in the audit log, as every one that was added', async () => {
    const { events } = await read(ann!.get('/api/v1/audit?action=document.add&limit=200'));
    const outcomes = (events as Json[]).map(({ outcome, details }) => [outcome, (details as Json)['reason']]);
    expect(outcomes).toContainEqual(['refused', 'knowledge.encoding_unknown']);
    expect(outcomes).toContainEqual(['refused', 'knowledge.duplicate']);
    expect(outcomes).toContainEqual(['ok', undefined]);
  });
});
