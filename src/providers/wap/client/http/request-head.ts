import { principalHeader } from './principal-header.ts';
import type { WapRequest } from './transport.ts';

export interface RequestHead {
  readonly request: WapRequest;
  readonly principal: string | undefined;
  readonly token: string | undefined;
  readonly requestId: string;
}

/** The headers of wire: admin-api 1. */
export function requestHeaders({ request, principal, token, requestId }: RequestHead): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'x-ms-client-request-id': requestId,
    ...request.headers,
  };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (principal !== undefined) headers['x-ms-principal-id'] = principalHeader(principal);
  if (request.body !== undefined) headers['content-type'] = 'application/json; charset=utf-8';
  return headers;
}

export function requestPath(prefix: string, { path, query }: WapRequest): string {
  let text = '';
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) text += `${text === '' ? '?' : '&'}${name}=${encodeURIComponent(value)}`;
  }
  return prefix + path + text;
}

/** Names one request in our log and in WAP's; its repetitions keep the name. */
export function requestId(random: () => number): string {
  let id = '';
  for (let part = 0; part < 4; part += 1) {
    id += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  }
  return `vdc-${id}`;
}
