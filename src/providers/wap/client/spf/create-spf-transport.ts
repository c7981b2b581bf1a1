import type { OpenDoor } from '../http/door.ts';
import { createTransport } from '../http/create-transport.ts';
import type { Transport, TransportOptions } from '../http/transport.ts';
import { forbiddenAdvice } from './spf-errors.ts';

export interface SpfTransportOptions extends Omit<TransportOptions, 'baseUrl' | 'tokens' | 'advice' | 'openDoor'> {
  /** `https://spf:8090`, with or without a path below which SPF lies. */
  readonly url: string;
  /** `CORP\svc-spf`. */
  readonly username: string;
  readonly password: string;
  /** That many bytes nobody can guess (`crypto.randomBytes`). */
  readonly randomBytes: (size: number) => Uint8Array;
  /** How requests leave that need no login of their connection; a pool of connections when absent. */
  readonly openPooled?: OpenDoor;
}

/**
 * HTTP to Service Provider Foundation: a transport like that to WAP's own interfaces, but logged in with a Windows account
 * of the local group SPF_VMM, by NTLM or Basic as the site offers. A password that was refused is never sent again.
 */
export function createSpfTransport(options: SpfTransportOptions): Transport {
  const { url, username, password, randomBytes, purpose = 'SPF', openPooled, ...rest } = options;
  const transport = createTransport({
    ...rest,
    baseUrl: url,
    purpose,
    advice: { 403: forbiddenAdvice(username) },
    openDoor: async (to) => {
      const { openSpfDoor } = await import('./open-spf-door.ts');
      return openSpfDoor({
        ...to,
        purpose,
        username,
        password,
        now: options.now,
        random: randomBytes,
        ...(openPooled && { openPooled }),
      });
    },
  });
  return {
    ...transport,
    // SPF lets any name pass and refuses some calls without one (wire: vm-clouds 3).
    request: (request) => transport.request({ principal: username, ...request }),
  };
}
