/** The whole lines of a body of text as they come in, those of one piece together; the last may lack its end. */
export async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<readonly string[]> {
  if (body === null) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const parts = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split('\n');
      rest = done ? '' : (parts.pop() ?? '');
      const lines = parts.filter(line => line.trim() !== '');
      if (lines.length > 0) yield lines;
      if (done) return;
    }
  } finally {
    // Whoever stops listening ends the request.
    await reader.cancel().catch(() => undefined);
  }
}
