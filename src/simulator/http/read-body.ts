import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const LARGEST_BODY = 8 * 1024 * 1024;

/** The whole body as text; '' when there is none. Refuses more than 8 MiB with 413. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Refusal(413, 'RequestTooLarge', 'The body is larger than 8 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
