import type { DashboardFault } from '../../../../core/dashboards/errors.ts';

/** What went wrong, as the API says it in application/problem+json (RFC 9457), or `offline` when nothing answered. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly type: string;
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Seconds after which a retry makes sense, of the Retry-After header. */
  readonly retryAfter: number | undefined;
  /** What else the problem says: faults, conflicts, revision … */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(fields: {
    type: string;
    status: number;
    title: string;
    detail: string;
    retryAfter?: number | undefined;
    members?: Readonly<Record<string, unknown>> | undefined;
  }) {
    super(fields.detail || fields.title);
    this.type = fields.type;
    this.status = fields.status;
    this.title = fields.title;
    this.detail = fields.detail;
    this.retryAfter = fields.retryAfter;
    this.members = fields.members ?? {};
  }

  /** What is wrong with a document, fault by fault; none where the problem is another. */
  get faults(): readonly DashboardFault[] {
    const { faults } = this.members;
    return Array.isArray(faults) ? (faults as DashboardFault[]) : [];
  }

  get code(): string {
    return this.type.replace(/^urn:sophia:problem:/, '');
  }
}

export const offline = (): ApiProblem =>
  new ApiProblem({
    type: 'urn:sophia:problem:page.offline',
    status: 0,
    title: 'The server does not answer',
    detail: 'The server does not answer. Check that it runs and that you are connected, then try again.',
  });

/** Seconds of a Retry-After header, which is a number of seconds or an HTTP date. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: Record<string, unknown> = await response.json().catch(() => ({}));
  const text = (key: string, otherwise: string) => (typeof body[key] === 'string' ? body[key] : otherwise);
  const title = text('title', `The server answered ${response.status}`);
  return new ApiProblem({
    type: text('type', `urn:sophia:problem:http.${response.status}`),
    status: response.status,
    title,
    detail: text('detail', title),
    retryAfter: retryAfterSeconds(response.headers.get('Retry-After'), Date.now()),
    members: body,
  });
}
