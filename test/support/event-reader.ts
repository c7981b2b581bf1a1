import { TOKEN } from './running-server.ts';

export interface ReadEvent {
  readonly id: string;
  readonly event: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests reach into whatever the wire brought
  readonly data: any;
}

export interface EventReader {
  /** Waits for the next event. */
  next(): Promise<ReadEvent>;
  /** Waits for the next block of any kind: a comment, a `retry:`, an event. */
  nextBlock(): Promise<string>;
  close(): Promise<void>;
}

/** A stranger that reads server-sent events by their specification. Resolves when the stream has begun. */
export async function readEvents(address: string, lastId?: string): Promise<EventReader> {
  const hangUp = new AbortController();
  const reply = await fetch(`${address}/api/v1/events`, {
    headers: { authorization: `Bearer ${TOKEN}`, ...(lastId !== undefined && { 'last-event-id': lastId }) },
    signal: hangUp.signal,
  });
  if (reply.status !== 200 || reply.body === null) throw new Error(`${reply.status} ${await reply.text()}`);
  const blocks = blocksOf(reply.body);
  async function nextBlock(): Promise<string> {
    const { value, done } = await blocks.next();
    if (done === true) throw new Error('the stream has ended');
    return value;
  }
  await nextBlock();
  return {
    nextBlock,
    async next() {
      for (;;) {
        const event = parse(await nextBlock());
        if (event !== undefined) return event;
      }
    },
    async close() {
      hangUp.abort();
      await blocks.return(undefined).catch(() => undefined);
    },
  };
}

async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    yield* blocks;
  }
}

function parse(block: string): ReadEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
  );
  const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  return id === undefined || event === undefined || data === undefined
    ? undefined
    : { id, event, data: JSON.parse(data) };
}
