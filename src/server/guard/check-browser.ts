import type { FastifyRequest } from 'fastify';
import { ControllerError } from '../../model/controller-error.ts';
import { isLoopback } from '../listen-address.ts';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Where no token is asked for, only this machine can reach us, and so can every page that is open in a browser on it.
 * A page of a stranger is told by the name it called us (DNS rebinding) or by what the browser says of it.
 */
export function checkBrowser(request: FastifyRequest): void {
  const { host, origin } = request.headers;
  if (host !== undefined && !isLoopback(hostnameOf(host)))
    throw new ControllerError(
      'HOST_REFUSED',
      'Without server.token only names of this machine are answered to, or any page in a browser on it could ask. Ask for 127.0.0.1 or localhost, or set server.token.',
    );
  const mode = request.headers['sec-fetch-mode'];
  // Following a link is harmless. What scripts of others ask for they may not read, but it could keep us busy.
  if (READING.has(request.method) && (mode === undefined || mode === 'navigate')) return;
  const site = request.headers['sec-fetch-site'];
  const isForeign = origin !== undefined && origin !== `http://${host ?? ''}`;
  // `same-site` is another port of this machine: another program.
  const isCross = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (isForeign || isCross)
    throw new ControllerError(
      'ORIGIN_REFUSED',
      'A page from elsewhere asked for this, and without server.token nothing else would stop it. Set server.token.',
    );
}

function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}
