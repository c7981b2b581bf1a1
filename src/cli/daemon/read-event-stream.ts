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
  let begun: string[] = [];
  let data: string[] = [];
  let dataLength = 0;
  let held = 0;
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    held += text.length;
    begun.push(text);
    if (held > longestEvent) return;
    // Joined only once a line is whole: to join at every piece costs the square of a long line.
    if (!text.includes('\n')) continue;
    const lines = begun.join('').split(/\r?\n/u);
    const rest = lines.pop() ?? '';
    begun = rest === '' ? [] : [rest];
    for (const line of lines) {
      if (line.startsWith('data:')) {
        data.push(line.slice('data:'.length).replace(/^ /u, ''));
        dataLength += line.length;
      }
      if (line !== '' || data.length === 0) continue;
      const event = readEvent(data.join('\n'));
      data = [];
      dataLength = 0;
      if (event !== undefined) listener(event);
    }
    held = rest.length + dataLength;
  }
}

function readEvent(text: string): DaemonEvent | undefined {
  try {
    return readToldEvent(JSON.parse(text));
  } catch {
    return undefined; // no words of ours
  }
}
