import type { Sink } from './doors.ts';

/** Where text goes: a terminal, a file, a pipe. Nothing goes there without `redact`. */
export function sink(stream: NodeJS.WriteStream, redact: (text: string) => string): Sink {
  // Whoever read it has gone (`vdc apply | head`): that must not end an apply in its midst.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(redact(text)),
    isTerminal: stream.isTTY,
    columns: stream.isTTY ? stream.columns : undefined,
    stream,
  };
}

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** A person's answer; undefined when there is nobody to ask, empty when the question was left. */
export async function askPerson(
  question: string,
  { input, output }: Terminal,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!input.isTTY) return undefined;
  const { createInterface } = await import('node:readline/promises');
  const line = createInterface({ input, output });
  try {
    return await line.question(question, { signal });
  } catch (error) {
    if (signal.aborted || !(error instanceof Error && error.name === 'AbortError')) throw error;
    // Ctrl-C or Ctrl-D at the question: who leaves it has not said yes.
    output.write('\n');
    return '';
  } finally {
    line.close();
  }
}
