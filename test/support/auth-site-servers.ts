import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Account } from '../../src/simulator/auth/accounts.ts';
import type { AuthEvent } from '../../src/simulator/auth/auth-event.ts';
import { type AuthKnobs, defaultAuthKnobs } from '../../src/simulator/auth/auth-knobs.ts';
import { createAuthSites } from '../../src/simulator/auth/auth-sites.ts';
import { createTokenMint, type TokenMint } from '../../src/simulator/auth/token-mint.ts';
import { createAuthority } from '../../src/simulator/tls/create-authority.ts';
import { issueServerCertificate } from '../../src/simulator/tls/issue-server-certificate.ts';

export interface AuthSiteServers {
  readonly ca: string;
  readonly certificateDer: Buffer;
  /** `https://localhost:PORT` of each site. */
  readonly url: { readonly windows: string; readonly tenant: string; readonly adfs: string };
  /** What each test may change; `freshen` puts all of it back. */
  readonly accounts: Account[];
  readonly knobs: AuthKnobs;
  readonly mint: TokenMint;
  readonly events: AuthEvent[];
  /** The clock of the simulated world, in milliseconds. */
  readonly clock: { nowMs: number };
  freshen(): void;
  close(): Promise<void>;
}

export const startOfWorldMs = Date.UTC(2026, 0, 1);

export function sampleAccounts(): Account[] {
  return [
    {
      domain: 'CORP',
      username: 'svc-vdc',
      upn: 'svc-vdc@corp.example',
      password: 'p&ss<w0rd>',
      roles: ['admin'],
      groups: ['CORP\\wap-admins'],
      failedTries: 0,
    },
    {
      domain: 'CORP',
      username: 'ünï',
      upn: 'ünï@corp.example',
      password: 'pässwörd€𝄞',
      roles: ['admin'],
      failedTries: 0,
    },
    {
      domain: '',
      username: 'john@example.net',
      upn: 'john@example.net',
      password: ' Secret-1 ',
      roles: ['tenant'],
      failedTries: 0,
    },
  ];
}

/** The three token services on loopback, each on a TLS server of its own with one certificate of a new authority. */
export async function startAuthSites(): Promise<AuthSiteServers> {
  const authority = await createAuthority({ now: Date.now });
  const hosts = ['localhost', '127.0.0.1', '::1'];
  const certificate = await issueServerCertificate(authority, { hosts, now: Date.now });
  const certificateDer = new X509Certificate(certificate.certificatePem).raw;
  const clock = { nowMs: startOfWorldMs };
  const accounts: Account[] = [];
  const knobs = defaultAuthKnobs();
  const events: AuthEvent[] = [];
  const mint = createTokenMint({ now: () => clock.nowMs, lifetimeMs: 3_600_000, random: Math.random });
  const now = () => clock.nowMs;
  const log = (event: AuthEvent) => void events.push(event);
  const sites = createAuthSites({ accounts, knobs, mint, now, random: Math.random, certificateDer, log });
  const tls = { cert: certificate.certificatePem, key: certificate.privateKeyPem };
  const servers = {
    windows: createServer(tls, sites.windows),
    tenant: createServer(tls, sites.tenant),
    adfs: createServer(tls, sites.adfs),
  };
  return {
    ca: authority.certificatePem,
    certificateDer,
    url: {
      windows: await listen(servers.windows),
      tenant: await listen(servers.tenant),
      adfs: await listen(servers.adfs),
    },
    accounts,
    knobs,
    mint,
    events,
    clock,
    freshen: () => {
      accounts.splice(0, accounts.length, ...sampleAccounts());
      Object.assign(knobs, defaultAuthKnobs());
      events.length = 0;
      clock.nowMs = startOfWorldMs;
    },
    close: async () => {
      for (const server of Object.values(servers)) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, 'localhost'), 'listening');
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}
