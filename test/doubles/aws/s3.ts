import { createHash } from 'node:crypto';
import { ServiceDouble, type ServiceRequest, type ServiceResponse } from './server.ts';

/** Amazon S3 over HTTP, from its API Reference: objects of buckets by path, ranges, and listings in pages. */
export interface S3Double extends ServiceDouble {
  /** `bucket/key` -> bytes. */
  readonly objects: Map<string, { bytes: Buffer; modifiedAt: Date }>;
  /** Keys of a page of a listing; 1,000 unless set. */
  pageKeys: number;
}

const escaped = (text: string): string =>
  text.replace(/[<>&"]/g, sign => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? sign);

export const s3Fault = (status: number, code: string): ServiceResponse => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>as arranged</Message></Error>`,
});

class S3 extends ServiceDouble implements S3Double {
  readonly objects = new Map<string, { bytes: Buffer; modifiedAt: Date }>();
  pageKeys = 1_000;

  constructor() {
    super(request => this.#serve(request));
  }

  #serve(request: ServiceRequest): ServiceResponse {
    const path = request.path.slice(1);
    if (request.query.get('list-type') === '2') return this.#list(path.replace(/\/$/, ''), request.query);
    if (request.method === 'PUT') {
      this.objects.set(path, { bytes: bodyOf(request), modifiedAt: new Date() });
      return { headers: { etag: '"new"' } };
    }
    if (request.method === 'DELETE') {
      this.objects.delete(path);
      return { status: 204 };
    }
    const found = this.objects.get(path);
    if (!found) return s3Fault(404, 'NoSuchKey');
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers['range'] ?? '');
    if (!range) return { body: found.bytes, headers: { etag: etagOf(found.bytes) } };
    const [start, end] = [Number(range[1]), Math.min(Number(range[2]), found.bytes.length - 1)];
    if (start > end) return s3Fault(416, 'InvalidRange');
    const headers = { 'content-range': `bytes ${start}-${end}/${found.bytes.length}`, etag: etagOf(found.bytes) };
    return { status: 206, headers, body: found.bytes.subarray(start, end + 1) };
  }

  #list(bucket: string, query: URLSearchParams): ServiceResponse {
    const prefix = `${bucket}/${query.get('prefix') ?? ''}`;
    const after = query.get('continuation-token') ?? '';
    const all = [...this.objects.keys()].filter(path => path.startsWith(prefix) && path > after).sort();
    const page = all.slice(0, this.pageKeys);
    const contents = page.map(path => {
      const { bytes, modifiedAt } = this.objects.get(path)!;
      const time = `${modifiedAt.toISOString().slice(0, 19)}.000Z`;
      const key = escaped(path.slice(bucket.length + 1));
      return `<Contents><Key>${key}</Key><LastModified>${time}</LastModified><ETag>${escaped(etagOf(bytes))}</ETag><Size>${bytes.length}</Size></Contents>`;
    });
    const more = all.length > page.length;
    const next = more ? `<NextContinuationToken>${escaped(page.at(-1)!)}</NextContinuationToken>` : '';
    const body = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
    return { headers: { 'content-type': 'application/xml' }, body };
  }
}

const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

/** The body as it was before it was cut into chunks with a checksum after them (aws-chunked). */
function bodyOf(request: ServiceRequest): Buffer {
  if (!/aws-chunked/.test(request.headers['content-encoding'] ?? '')) return request.body;
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = request.body.indexOf('\r\n', at);
    const size = Number.parseInt(request.body.subarray(at, end).toString().split(';')[0] ?? '0', 16);
    if (size === 0) return Buffer.concat(parts);
    parts.push(request.body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

export async function startS3(): Promise<S3Double> {
  const double = new S3();
  await double.start();
  return double;
}
