import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a service of AWS gets it. */
export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** What is asked for: the operation of X-Amz-Target, or method and path. */
  readonly operation: string;
  /** Aborts when the client goes away. */
  readonly gone: AbortSignal;
}

export interface ServiceResponse {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
}

export type Service = (request: ServiceRequest) => Promise<ServiceResponse> | ServiceResponse;

/** What can go wrong on the way to a service. */
export type Fault =
  | { readonly kind: 'respond'; readonly response: ServiceResponse }
  /** The connection ends before an answer; with `after`, the service has done what was asked. */
  | { readonly kind: 'cut'; readonly after?: boolean }
  /** Nothing comes. */
  | { readonly kind: 'silent' };

interface Planned {
  readonly fault: Fault;
  readonly operation: RegExp;
  times: number;
}

/** A fault of AWS's JSON protocols. */
export const jsonFault = (status: number, type: string, message = 'as arranged'): ServiceResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type },
  body: JSON.stringify({ __type: type, message, Message: message }),
});

export const jsonAnswer = (body: unknown): ServiceResponse => ({
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

/** An HTTP server that stands for a service: faults are arranged beforehand, requests are kept. */
export class ServiceDouble {
  readonly requests: ServiceRequest[] = [];
  readonly #planned: Planned[] = [];
  readonly #service: Service;
  readonly #server: Server;

  constructor(service: Service) {
    this.#service = service;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(service: Service): Promise<ServiceDouble> {
    const double = new ServiceDouble(service);
    await double.start();
    return double;
  }

  async start(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(0, '127.0.0.1', resolve);
    await promise;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next `times` requests whose operation matches end so. */
  fail(fault: Fault, { operation = /./, times = 1 }: { operation?: RegExp; times?: number } = {}): void {
    this.#planned.push({ fault, operation, times });
  }

  /** Nothing fails from here on. */
  forget(): void {
    this.#planned.length = 0;
  }

  operations(): string[] {
    return this.requests.map(request => request.operation);
  }

  async stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, outgoing);
    this.requests.push(request);
    const planned = this.#planned.find(each => each.times > 0 && each.operation.test(request.operation));
    if (planned) planned.times -= 1;
    const fault = planned?.fault;
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'cut' && !fault.after) {
      incoming.socket.destroy();
      return;
    }
    const response =
      fault?.kind === 'respond'
        ? fault.response
        : await Promise.resolve(this.#service(request)).catch(error =>
            jsonFault(500, 'InternalFailure', String(error)),
          );
    if (fault?.kind === 'cut') {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(response.status ?? 200, response.headers ?? {});
    outgoing.end(response.body ?? '');
  }
}

async function readRequest(incoming: IncomingMessage, outgoing: ServerResponse): Promise<ServiceRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://double');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const controller = new AbortController();
  outgoing.on('close', () => controller.abort());
  const target = headers['x-amz-target']?.split('.').at(-1);
  return {
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
    operation: target ?? `${incoming.method} ${url.pathname}`,
    gone: controller.signal,
  };
}
