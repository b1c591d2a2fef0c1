import { setTimeout as wait } from 'node:timers/promises';
import { makeDashboard, persona } from './dashboards-spec.ts';
import type { Bench } from './measurement.ts';
import { type Memory, withServer } from './server.ts';
import { megabytes } from './statistics.ts';

const viewers = 50;
const refreshSeconds = 5;
const samples = 10;
/** Part of the time until caches, compiled code and buffers have their size. */
const settling = 0.3;
/** Bytes of heap between then and the end that still count as flat. */
const goal = 10e6;

/** Fifty who follow a dashboard whose twelve tiles are asked every five seconds; nine read, one has stopped reading. */
export const dashboardLive: Bench = {
  name: 'dashboard-live',
  description: `memory of the server with ${viewers} live viewers, every tenth of which does not read`,
  async run(context) {
    return withServer(context, async ({ client, memory }) => {
      const id = await makeDashboard(client, 'live', { refresh: refreshSeconds });
      const stop = new AbortController();
      const path = `/api/v1/dashboards/${id}/live?persona=${persona}`;
      let events = 0;
      const follow = async (index: number) => {
        const response = await client.request(path, undefined, stop.signal);
        if (index % 10 === 9) return;
        for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
          events += part.split('event: ').length - 1;
        }
      };
      const all = Array.from({ length: viewers }, (_, index) => follow(index).catch(() => undefined));
      const seen: Memory[] = [];
      for (let sample = 1; sample <= samples; sample += 1) {
        await wait((context.liveSeconds * 1000) / samples);
        seen.push(await memory());
        const { heapUsed, rss } = seen.at(-1)!;
        context.say(`${events} events: heap ${megabytes(heapUsed)}, rss ${megabytes(rss)}`);
      }
      stop.abort();
      await Promise.all(all);
      const early = seen[Math.ceil(samples * settling) - 1]!;
      const late = seen.at(-1)!;
      const grown = late.heapUsed - early.heapUsed;
      const span = `${viewers} live viewers, ${context.liveSeconds} s`;
      return [
        {
          what: `${span}: heap in use from ${settling * 100} % of the time on`,
          ours: `${megabytes(early.heapUsed)} to ${megabytes(late.heapUsed)} (${events} events)`,
          goal: `flat (< ${megabytes(goal)})`,
          reached: grown < goal && events > 0,
        },
        { what: `${span}: resident memory`, ours: `${megabytes(early.rss)} to ${megabytes(late.rss)}` },
      ];
    });
  },
};
