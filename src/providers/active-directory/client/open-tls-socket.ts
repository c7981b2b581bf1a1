import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { ControllerError } from '../../../model/controller-error.ts';
import type { DirectoryAddress } from './directory-address.ts';
import { connectTimedOut, explainConnectFailure } from './explain-connection.ts';

/**
 * A verified TLS connection, within `timeoutMs` for TCP and TLS together. Rejects with a ControllerError, or with the reason
 * of `signal`; no socket is left behind then.
 */
export async function openTlsSocket(
  address: DirectoryAddress,
  secureContext: SecureContext,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<TLSSocket> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const socket = connect({
    host: address.host,
    port: address.port,
    servername: address.serverName,
    secureContext,
    rejectUnauthorized: true,
  });
  const timer = setTimeout(() => {
    const { code, message, retry } = connectTimedOut(address.origin);
    reject(new ControllerError(code, message, { retry, details: { origin: address.origin } }));
  }, timeoutMs);
  const abandon = (): void => reject(signal.reason as Error);
  const fail = (error: Error): void => reject(explainConnectFailure(error, address));
  signal.addEventListener('abort', abandon, { once: true });
  socket.once('secureConnect', () => resolve(socket)).on('error', fail);
  try {
    return await promise;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abandon);
    // Whoever holds the socket from now on listens for its errors; none may be left over for nobody.
    socket.on('error', () => undefined).removeListener('error', fail);
  }
}
