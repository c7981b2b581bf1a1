import { ControllerError } from '../../../../../model/controller-error.ts';

/** The API does not take what the token service gives: no login cures that. */
export function tokenRefused(why: string): ControllerError {
  return new ControllerError(
    'TOKEN_REFUSED',
    `The Admin API refuses our token: ${why}. Either the account may not use it (Add-MgmtSvcAdminUser -Principal …), the token is for another realm, ` +
      'or the signing certificate of the auth site has expired or is not the one that the API trusts (KB 3070790).',
    { retry: 'later' },
  );
}

export function tokenExpired(name: string, agoMs: number): ControllerError {
  return new ControllerError(
    'TOKEN_EXPIRED',
    `The token from ${name} ended ${Math.max(1, Math.round(agoMs / 60_000))} min ago, so the Admin API would refuse it. ` +
      "Put a fresh one there; it is read again by itself. If it is fresh, this machine's clock is ahead.",
    { retry: 'later' },
  );
}
