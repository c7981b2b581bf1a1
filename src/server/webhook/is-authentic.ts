import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { equalSecrets } from '../guard/equal-secrets.ts';

/** Headers that carry HMAC-SHA256 of the body in hex. Those of Bitbucket and GitHub name the hash, since GitHub also sends SHA-1. */
const SIGNATURES = [
  { header: 'x-hub-signature-256', pattern: /^sha256=([0-9a-f]{64})$/i },
  { header: 'x-hub-signature', pattern: /^sha256=([0-9a-f]{64})$/i },
  { header: 'x-gitea-signature', pattern: /^([0-9a-f]{64})$/i },
  { header: 'x-forgejo-signature', pattern: /^([0-9a-f]{64})$/i },
] as const;

/**
 * Whether whoever sent `body` knows the secret: by a signature over its very bytes, or, as GitLab does it, by the secret
 * itself. A forge may send several; each proves it alone.
 */
export function isAuthentic(headers: IncomingHttpHeaders, body: Uint8Array, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  const proofs = SIGNATURES.map(({ header, pattern }) =>
    equalSecrets(pattern.exec(String(headers[header] ?? ''))?.[1]?.toLowerCase() ?? '', expected),
  );
  proofs.push(equalSecrets(String(headers['x-gitlab-token'] ?? ''), secret));
  // A secret that everybody knows proves nothing.
  return secret !== '' && proofs.includes(true);
}
