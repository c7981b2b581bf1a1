import type { IncomingMessage } from 'node:http';

export interface UnreadableRequest {
  readonly status: number;
  readonly title: string;
}

/** The limit that WCF sets a message unless told otherwise. */
const largestBytes = 65_536;
const soapType = /^application\/soap\+xml[ ]*(;|$)/iu;
const charset = /;[ ]*charset="?([^";]*)"?/iu;

/** The body of a SOAP 1.2 request as text, or why it is not read. Throws when the client goes away. */
export async function readRequestText(request: IncomingMessage): Promise<string | UnreadableRequest> {
  const type = request.headers['content-type'] ?? '';
  const encoding = charset.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  if (!soapType.test(type) || encoding !== 'utf-8') return { status: 415, title: 'Unsupported Media Type' };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end all the same: a client that is still sending would not see the answer.
    if (size <= largestBytes) chunks.push(chunk);
  }
  if (size > largestBytes) return { status: 413, title: 'Request Entity Too Large' };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return { status: 400, title: 'Bad Request' };
  }
}
