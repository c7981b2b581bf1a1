import type { SecretSource } from '../model/settings.ts';
import type { Tokens } from '../providers/wap/client/http/tokens.ts';
import { disk, redactor } from './machine.ts';

/** A secret from where the settings say; from then on it is redacted wherever text leaves. Empty where none is named. */
export async function readSecretOf(source: SecretSource | undefined): Promise<string> {
  if (source === undefined) return '';
  const { readSecret } = await import('../settings/read-secret.ts');
  const secret = readSecret(source, {
    env: process.env,
    readFile: (path) => process.getBuiltinModule('node:fs').readFileSync(path, 'utf8'),
  });
  redactor.hide(secret);
  return secret;
}

/** A token is a secret from the moment it is issued. `onIssued`: another one than before. */
export function hideTokens(tokens: Tokens, onIssued: () => void): Tokens {
  let last: string | undefined;
  const hide = (token: string) => {
    if (token !== last) onIssued();
    last = token;
    redactor.hide(token);
    return token;
  };
  return {
    principal: tokens.principal,
    token: async (signal) => hide(await tokens.token(signal)),
    renew: async (refused, signal) => hide(await tokens.renew(refused, signal)),
  };
}

export async function readCa(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await disk().readFile(path, 'utf8');
  } catch (cause) {
    const { ControllerError } = await import('../model/controller-error.ts');
    throw new ControllerError(
      'CA_FILE_UNREADABLE',
      `The CA file ${path} cannot be read, so the certificate of whom it is for cannot be checked. Mend caFile in the settings, or the file's permissions.`,
      { cause },
    );
  }
}
