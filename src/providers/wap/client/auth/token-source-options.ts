import { ControllerError } from '../../../../model/controller-error.ts';
import { typedName } from './login-name.ts';
import type { LoginMode, TokenService } from './ws-trust/token-service.ts';

export type TokenMode = LoginMode | 'token';

export interface TokenSourceOptions {
  readonly mode: TokenMode;
  /** Base URL of the token service; what it is in each mode: wire: authentication 7. Not used in mode `token`. */
  readonly endpoint?: string | undefined;
  /** Instead of the mode's own path. */
  readonly path?: string | undefined;
  /** Instead of the mode's own realm. */
  readonly realm?: string | undefined;
  /** What `x-ms-principal-id` says; by default the account as one would type it. */
  readonly principal?: string | undefined;
  readonly domain?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM; the machine's roots when absent. */
  readonly ca?: string | undefined;
  readonly token?: { readonly file: string } | { readonly command: readonly string[] } | undefined;
  readonly now: () => number;
  /** That many bytes nobody can guess (`crypto.randomBytes`). */
  readonly random: (size: number) => Uint8Array;
}

const ADMIN_REALM = 'http://azureservices/AdminSite';
const TENANT_REALM = 'http://azureservices/TenantSite';

interface ModeDefaults {
  readonly purpose: string;
  readonly path: string;
  readonly realm: string;
}

const DEFAULTS: Readonly<Record<LoginMode, ModeDefaults>> = {
  windows: { purpose: 'the admin auth site', path: '/wstrust/issue/windowstransport', realm: ADMIN_REALM },
  adfs: { purpose: 'AD FS', path: '/adfs/services/trust/13/usernamemixed', realm: ADMIN_REALM },
  membership: { purpose: 'the tenant auth site', path: '/wstrust/issue/usernamemixed', realm: TENANT_REALM },
};

/** The realm a token is meant for, asked for or not. */
export function realmOf(options: TokenSourceOptions): string {
  return options.realm ?? (options.mode === 'token' ? ADMIN_REALM : DEFAULTS[options.mode].realm);
}

/** Which service is asked in a mode that logs in. Throws `AUTH_SETTINGS_INCOMPLETE` where something is missing. */
export function tokenServiceOf(options: TokenSourceOptions, mode: LoginMode): TokenService {
  const { purpose, path } = DEFAULTS[mode];
  const { domain } = options;
  const username = required(options.username, 'username', mode);
  return {
    mode,
    purpose,
    endpoint: joinUrl(
      required(options.endpoint, 'windowsAuthEndpoint', mode),
      options.path ?? path,
      options.path === undefined,
    ),
    realm: realmOf(options),
    // A membership account is no Windows account: a domain has no place in it.
    account: mode === 'membership' ? username : typedName({ domain, username }),
  };
}

export function required<T>(value: T | undefined, name: string, mode: TokenMode): T {
  if (value === undefined || value === '') {
    throw new ControllerError(
      'AUTH_SETTINGS_INCOMPLETE',
      `wap.auth.mode is ${mode}, but wap.auth.${name} is missing, so nobody can log in. Add it to the settings.`,
    );
  }
  return value;
}

/** A base URL that already ends in the mode's path is taken as it is: people copy the whole URL. */
function joinUrl(base: string, path: string, isDefaultPath: boolean): string {
  const trimmed = base.replace(/\/+$/u, '');
  if (!URL.canParse(trimmed)) {
    throw new ControllerError(
      'AUTH_SETTINGS_INCOMPLETE',
      'wap.auth.windowsAuthEndpoint is no URL. Write it like https://wap.corp.example:30072.',
    );
  }
  if (isDefaultPath && trimmed.toLowerCase().endsWith(path)) return trimmed;
  return `${trimmed}/${path.replace(/^\/+/u, '')}`;
}
