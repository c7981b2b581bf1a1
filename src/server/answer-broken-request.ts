import type { Socket } from 'node:net';
import { SECURITY_HEADERS } from './guard/security-headers.ts';

/** What cannot even be read as HTTP, or took too long to arrive, is answered in the same shape, and its connection is closed. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = meaningOf(error.code);
  const body = JSON.stringify({ error: { code: 'REQUEST_INVALID', message } });
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('')}\r\n${body}`);
}

function meaningOf(code: string | undefined): readonly [status: string, message: string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return ['408 Request Timeout', 'The request did not arrive in time. Send it again, at once and whole.'];
  if (code === 'HPE_HEADER_OVERFLOW')
    return ['431 Request Header Fields Too Large', 'The headers of the request are too large. Send fewer.'];
  return [
    '400 Bad Request',
    'This is no HTTP request that could be read. Ask for http, not https, with a common client.',
  ];
}
