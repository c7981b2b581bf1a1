import type { Log } from '../log/open-log.ts';
import type { Settings } from '../model/settings.ts';
import type { RequestReport } from '../providers/wap/client/http/transport.ts';
import type { Provider } from '../providers/provider.ts';
import { crypto, redactor, sleep } from './machine.ts';
import { hideTokens, readCa, readSecretOf } from './secrets.ts';

export interface ProviderHooks {
  readonly log: Log;
  /** Asked before each request that changes something; throws where it may not. */
  readonly assertMayWrite?: () => void;
  readonly onRequest?: (endpoint: string, report: RequestReport) => void;
}

export interface OpenedProvider {
  readonly provider: Provider;
  /** Milliseconds since the token for WAP was issued; undefined while there is none. */
  readonly tokenAgeMs: () => number | undefined;
}

/** WAP as the settings name it: Admin API, tenant API and SPF, each with its own transport, and one login for the two. */
export async function openProvider(settings: Settings, hooks: ProviderHooks): Promise<OpenedProvider> {
  const [{ createTransport }, { createTokenSource }, { createWapProvider }] = await Promise.all([
    import('../providers/wap/client/http/create-transport.ts'),
    import('../providers/wap/client/auth/token-source.ts'),
    import('../providers/wap/create-wap-provider.ts'),
  ]);
  const { wap, reconcile } = settings;
  const { log, assertMayWrite, onRequest } = hooks;
  const [ca, authCa] = await Promise.all([readCa(wap.caFile), readCa(wap.auth.caFile ?? wap.caFile)]);
  const { auth } = wap;
  const tokens = createTokenSource({
    mode: auth.mode,
    endpoint: auth.windowsAuthEndpoint ?? wap.adminApi,
    ...(auth.path !== undefined && { path: auth.path }),
    ...(auth.realm !== undefined && { realm: auth.realm }),
    ...(auth.principal !== undefined && { principal: auth.principal }),
    ...(auth.domain !== undefined && { domain: auth.domain }),
    ...(auth.username !== undefined && { username: auth.username }),
    ...(auth.password !== undefined && { password: await readSecretOf(auth.password) }),
    ...(auth.token !== undefined && { token: auth.token }),
    ...(authCa !== undefined && { ca: authCa }),
    now: Date.now,
    random: (size) => crypto().randomBytes(size),
  });
  let issuedAtMs: number | undefined;
  const hidden = hideTokens(tokens, () => (issuedAtMs = Date.now()));
  /** Said once of each endpoint, or an operator would look at nothing for half a minute. */
  const tellRequests = (endpoint: string, purpose: string, short: string) => {
    let isTold = false;
    return (report: RequestReport) => {
      log.debug({ ...report }, 'request');
      onRequest?.(short, report);
      if (report.status !== null) isTold = false;
      else if (!isTold) {
        isTold = true;
        log.warn({ endpoint }, `no answer from ${purpose}, trying again for a while`);
      }
    };
  };
  const common = {
    concurrency: reconcile.concurrency,
    requestsPerSecond: reconcile.requestsPerSecond,
    now: Date.now,
    random: Math.random,
    sleep,
    ...(assertMayWrite && { assertMayWrite }),
  };
  const connect = (baseUrl: string, purpose: string, short: string) =>
    createTransport({
      ...common,
      baseUrl,
      purpose,
      ...(ca !== undefined && { ca }),
      tokens: hidden,
      onRequest: tellRequests(baseUrl, purpose, short),
    });
  const openSpf = async ({ url, username, password, caFile }: NonNullable<Settings['wap']['spf']>) => {
    const { createSpfTransport } = await import('../providers/wap/client/spf/create-spf-transport.ts');
    const spfCa = await readCa(caFile ?? wap.caFile);
    const secret = await readSecretOf(password);
    // As Basic carries it.
    redactor.hide(Buffer.from(`${username}:${secret}`).toString('base64'));
    return createSpfTransport({
      ...common,
      url,
      username,
      password: secret,
      ...(spfCa !== undefined && { ca: spfCa }),
      randomBytes: (size) => crypto().randomBytes(size),
      onRequest: tellRequests(url, 'SPF', 'spf'),
    });
  };
  const { spf } = wap;
  const spfTransport = spf && (await openSpf(spf));
  const provider = createWapProvider({
    admin: connect(wap.adminApi, 'the Admin API', 'admin'),
    ...(spfTransport !== undefined && { spf: spfTransport }),
    ...(wap.tenantApi !== undefined && { tenant: connect(wap.tenantApi, 'the tenant API', 'tenant') }),
    now: Date.now,
    sleep,
    closeLogin: () => tokens.close(),
  });
  return { provider, tokenAgeMs: () => (issuedAtMs === undefined ? undefined : Date.now() - issuedAtMs) };
}
