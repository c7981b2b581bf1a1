import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';

/** Sends it whole; a client that leaves midway is nobody's fault and is not reported. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { body } = answer;
  // Node would say what this machine's time is; the simulated clock may be turned to another.
  response.sendDate = false;
  const all: Record<string, string | string[]> = { ...headers };
  for (const [name, value] of Object.entries(answer.headers ?? {}))
    all[name] = typeof value === 'string' ? value : [...value];
  if (body !== null && answer.contentType !== undefined) all['content-type'] = answer.contentType;
  if (body === null || typeof body === 'string') {
    const bytes = Buffer.from(body ?? '', 'utf8');
    if (answer.status !== 204) all['content-length'] = String(bytes.length);
    response.writeHead(answer.status, all);
    response.end(bytes);
    return;
  }
  response.writeHead(answer.status, all);
  await pipeline(Readable.from(body, { objectMode: false }), response).catch(() => response.destroy());
}
