import type { Finding } from '../yaml/check-fields.ts';
import { type Ask, found } from './ask.ts';

/** What each way to a token needs besides its name. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  windows: ['windowsAuthEndpoint', 'domain', 'username', 'password'],
  adfs: ['windowsAuthEndpoint', 'username', 'password'],
  membership: ['windowsAuthEndpoint', 'username', 'password'],
  token: ['token'],
};

export function checkAuth(ask: Ask): readonly Finding[] {
  const mode = ask('wap', 'auth', 'mode');
  const needs = typeof mode === 'string' && Object.hasOwn(NEEDS, mode) ? NEEDS[mode] : undefined;
  if (typeof mode !== 'string' || needs === undefined) return [];
  const missing = [...needs, ...needsDomain(mode, ask)].filter((key) => ask('wap', 'auth', key) === undefined);
  const incomplete =
    missing.length === 0
      ? []
      : found(['wap', 'auth', 'mode'], {
          code: 'AUTH_INCOMPLETE',
          message: `Mode ${mode} needs ${missing.join(', ')} as well; without ${missing.length > 1 ? 'them' : 'it'} there is no token.`,
          suggestion: `Add ${missing.map((key) => `\`${key}: ${EXAMPLES[key] ?? '…'}\``).join(', ')}.`,
        });
  return [...incomplete, ...checkPort(mode, ask)];
}

const EXAMPLES: Readonly<Record<string, string>> = {
  windowsAuthEndpoint: 'https://wap.corp.example:30072',
  domain: 'CORP',
  username: 'svc-vdc',
  password: '{ env: WAP_PASSWORD }',
  token: '{ file: /run/secrets/wap-jwt }',
};

/** AD FS takes user@domain or DOMAIN\user; a bare name needs its domain. */
function needsDomain(mode: string, ask: Ask): readonly string[] {
  const username = ask('wap', 'auth', 'username');
  return mode === 'adfs' && typeof username === 'string' && !/[@\\]/.test(username) ? ['domain'] : [];
}

/** The old module's installer names 30071, and so does one page of Microsoft: it is the tenants' site, where admins get no token. */
function checkPort(mode: string, ask: Ask): readonly Finding[] {
  const endpoint = ask('wap', 'auth', 'windowsAuthEndpoint');
  const realm = ask('wap', 'auth', 'realm');
  const isAdmin = realm === undefined || (typeof realm === 'string' && realm.includes('AdminSite'));
  if (mode !== 'windows' || !isAdmin || typeof endpoint !== 'string') return [];
  if (!URL.canParse(endpoint) || new URL(endpoint).port !== '30071') return [];
  return found(['wap', 'auth', 'windowsAuthEndpoint'], {
    code: 'AUTH_PORT_TENANT_SITE',
    severity: 'warning',
    message: 'Port 30071 is the authentication site of tenants; the one of administrators is 30072.',
    suggestion: 'Write 30072, unless your installation was moved.',
  });
}
