import type { LiveEvent } from '../../core/dashboards/live/live-document.ts';

/** A reader of server-sent events that keeps what came. */
export interface EventStream {
  readonly events: readonly LiveEvent[];
  /** Of the last event that had one. */
  readonly lastId: string | undefined;
  /** Reads on until this many events pass; what came before counts. @throws when the stream ends before */
  until(test: (event: LiveEvent) => boolean, count?: number): Promise<readonly LiveEvent[]>;
  /** Reads to the end. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export function eventStream(response: Response): EventStream {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const events: LiveEvent[] = [];
  let lastId: string | undefined;
  let buffered = '';

  /** False at the end. */
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    if (done) return false;
    buffered += value;
    const frames = buffered.split('\n\n');
    buffered = frames.pop() ?? '';
    for (const frame of frames) {
      const members = new Map(frame.split('\n').map(line => [line.slice(0, line.indexOf(':')), line]));
      const memberOf = (name: string) => members.get(name)?.slice(name.length + 2);
      lastId = memberOf('id') ?? lastId;
      const data = memberOf('data');
      if (data !== undefined) events.push(JSON.parse(data) as LiveEvent);
    }
    return true;
  };

  return {
    events,
    get lastId() {
      return lastId;
    },
    async until(test, count = 1) {
      for (;;) {
        const found = events.filter(test);
        if (found.length >= count) return found;
        if (!(await read())) throw new Error(`The stream ended after ${JSON.stringify(events.at(-1))}`);
      }
    },
    async rest() {
      while (await read());
    },
    close: () => reader.cancel(),
  };
}
