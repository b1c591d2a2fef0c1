import { askAsCrowd } from './crowd.ts';
import type { Bench } from './measurement.ts';
import { goldenQuestions } from './questions.ts';
import { type Memory, withServer } from './server.ts';
import { megabytes } from './statistics.ts';

const answers = 10_000;
const clients = 8;
const distinct = 100;
const leg = 1_000;
/** Legs until caches, compiled code and the engine's buffers have their size. */
const settling = 3;
/** Bytes of heap that ten thousand answers may leave behind and still be called flat: 1 kB each. */
const goal = 10e6;

/** Memory of the server after a garbage collection, every thousand answers; the cache is emptied every time. */
export const memory: Bench = {
  name: 'memory',
  description: 'memory of the server over 10,000 answers',
  async run(context) {
    const questions = (await goldenQuestions()).slice(0, distinct).map(({ text }) => text);
    return withServer(context, async server => {
      const seen: Memory[] = [];
      for (let done = 0; done < answers; done += leg) {
        await server.forget();
        const lists = Array.from({ length: clients }, (_, client) =>
          Array.from({ length: leg / clients }, (_, index) => questions[(client + index * clients) % distinct]!),
        );
        const { errors } = await askAsCrowd(server, lists);
        if (errors.length > 0) throw new Error(errors[0]);
        seen.push(await server.memory());
        context.say(
          `${done + leg} answers: heap ${megabytes(seen.at(-1)!.heapUsed)}, rss ${megabytes(seen.at(-1)!.rss)}`,
        );
      }
      const early = seen[settling - 1]!;
      const late = seen.at(-1)!;
      const heap = late.heapUsed - early.heapUsed;
      const span = `from ${settling * leg} to ${answers} answers`;
      return [
        {
          what: `Heap in use ${span}`,
          ours: `${megabytes(early.heapUsed)} to ${megabytes(late.heapUsed)}`,
          goal: `flat (< ${megabytes(goal)})`,
          reached: heap < goal,
        },
        {
          what: `Resident memory, engine included, ${span}`,
          ours: `${megabytes(early.rss)} to ${megabytes(late.rss)}`,
        },
      ];
    });
  },
};
