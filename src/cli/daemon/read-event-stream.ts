import type { DaemonEvent } from '../../model/daemon-event.ts';
import { readToldEvent } from './read-daemon-answer.ts';

/** No event of ours comes near it; a stream that never ends a line would otherwise be kept for ever. */
const longestEvent = 1024 * 1024;

/**
 * Reads server-sent events until the stream ends, or goes on without end in one of them. What is no event of ours is passed
 * over: a newer daemon may have more.
 */
export async function readEventStream(
  chunks: AsyncIterable<Uint8Array>,
  listener: (event: DaemonEvent) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/u);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data:')) {
        data.push(line.slice('data:'.length).replace(/^ /u, ''));
        held += line.length;
      }
      if (line !== '' || data.length === 0) continue;
      const event = readEvent(data.join('\n'));
      data = [];
      held = 0;
      if (event !== undefined) listener(event);
    }
    if (held + rest.length > longestEvent) return;
  }
}

function readEvent(text: string): DaemonEvent | undefined {
  try {
    return readToldEvent(JSON.parse(text));
  } catch {
    return undefined; // no words of ours
  }
}
