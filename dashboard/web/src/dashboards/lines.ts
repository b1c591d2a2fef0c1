/** The whole lines of a body of text as they come in, those of one piece together; the last may lack its end. */
export async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<readonly string[]> {
  if (body === null) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  // What has come of a line without its end: joined once, since a line may be of many pieces.
  let open: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const [first = '', ...others] = (done ? decoder.decode() : decoder.decode(value, { stream: true })).split('\n');
      open.push(first);
      if (others.length === 0 && !done) continue;
      const ended = [open.join(''), ...others];
      open = done ? [] : [ended.pop() ?? ''];
      const lines = ended.filter(line => line.trim() !== '');
      if (lines.length > 0) yield lines;
      if (done) return;
    }
  } finally {
    // Whoever stops listening ends the request.
    await reader.cancel().catch(() => undefined);
  }
}
