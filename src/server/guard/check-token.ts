import type { FastifyRequest } from 'fastify';
import { ControllerError } from '../../model/controller-error.ts';
import { equalSecrets } from './equal-secrets.ts';

/** Throws the same for a token that is missing, wrong, or of another length. */
export function checkToken(request: FastifyRequest, token: string): void {
  const given = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (equalSecrets(given, token)) return;
  throw new ControllerError(
    'SERVER_TOKEN_REFUSED',
    'This needs the token of the server. Send the one that server.token of its settings names: Authorization: Bearer TOKEN.',
  );
}
