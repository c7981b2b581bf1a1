import { randomBytes, X509Certificate } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { ADMIN_REALM, createAdminSite } from './admin-api/admin-site.ts';
import { createBearerCheck } from './admin-api/bearer-check.ts';
import { createByHand, type ByHand } from './admin-api/by-hand.ts';
import type { Account } from './auth/accounts.ts';
import { defaultAuthKnobs, type AuthKnobs } from './auth/auth-knobs.ts';
import { createAuthSites } from './auth/auth-sites.ts';
import { createTokenMint, type TokenMint } from './auth/token-mint.ts';
import { seededRandom } from './clock/seeded-random.ts';
import { createSimulatorClock, type SimulatorClock } from './clock/simulator-clock.ts';
import { defaultAccounts, MAIL_ACCOUNT } from './default-accounts.ts';
import { createAccountsByHand, type AccountsByHand } from './directory/accounts-by-hand.ts';
import type { DirectoryContext } from './directory/entries/directory-context.ts';
import type { ListeningDoor } from './directory/listen-ldaps.ts';
import { createAdfsLogon } from './directory/log-on-to-adfs.ts';
import { seedDirectory } from './directory/seed-directory.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { listenOnLoopback, type ListeningServer } from './http/listening-server.ts';
import { createRequestLog, type RequestLog } from './http/request-log.ts';
import { createControlListener } from './control/control-listener.ts';
import { createSiteListener, type SiteContext } from './http/simulator-site.ts';
import { createKnobs, type Knobs } from './knobs/knobs.ts';
import { createKeptMails, type KeptMails } from './mail/kept-mails.ts';
import type { MailAccount } from './mail/mail-catcher.ts';
import { type DoorOrder, openDirectory, openMail } from './open-doors.ts';
import {
  DOORS,
  type DoorName,
  FREE_PORTS,
  SITES,
  type SimulatorOptions,
  type SimulatorPorts,
  type SiteName,
} from './simulator-options.ts';
import type { Authority } from './tls/authority.ts';
import { createTenantSite } from './tenant-api/tenant-site.ts';
import { createAuthority } from './tls/create-authority.ts';
import { issueServerCertificate } from './tls/issue-server-certificate.ts';
import { createSpfLogin } from './spf/spf-login.ts';
import { createSpfSite } from './spf/spf-site.ts';
import { keepWorld, type WorldKeeper } from './world/keep-world.ts';
import { loadWorld } from './world/load-world.ts';
import { populateVdcs } from './world/populate-vdcs.ts';
import { seedWorld } from './world/seed-world.ts';
import { createWorld, type World } from './world/world.ts';

export interface Simulator {
  /** Of the directory and the mail catcher only where they are open. */
  readonly urls: Readonly<Record<SiteName, string> & Partial<Record<DoorName, string>>>;
  /** 0: not open. */
  readonly ports: SimulatorPorts;
  /** What clients must trust, as PEM. */
  readonly ca: string;
  /** To be handed in again for the same trust; holds a private key. */
  readonly authority: Authority;
  /** Mutable: change passwords, lock, add. */
  readonly accounts: Account[];
  readonly authKnobs: AuthKnobs;
  readonly mint: TokenMint;
  readonly world: World;
  /** Changes as somebody with the portal would make them, past all faults. */
  readonly byHand: ByHand;
  /** The same in the directory. */
  readonly accountsByHand: AccountsByHand;
  /** What the mail catcher has kept. */
  readonly mails: KeptMails;
  /** Who may hand over mail. */
  readonly mailAccount: MailAccount;
  readonly faults: Faults;
  readonly knobs: Knobs;
  readonly clock: SimulatorClock;
  readonly requests: RequestLog;
  readonly controlToken: string;
  /** Real milliseconds before each API request is looked at. */
  latencyMs: number;
  /** An admin token without the detour of a login. */
  issueToken(upn?: string): string;
  /** Every token that was issued until now is refused. */
  expireTokens(): void;
  /** Back to the world, knobs, faults and log of the start; the clock stays. */
  reset(): void;
  /** Idempotent; saves the world, closes every port and connection. */
  stop(): Promise<void>;
}

/** The world of the file if there is one, with its clock; else the seed, and VDCs if they are asked for. */
async function furnishWorld(world: World, clock: SimulatorClock, options: SimulatorOptions): Promise<'old' | 'new'> {
  const { worldFile } = options;
  const loaded = worldFile === undefined ? null : await loadWorld(world, worldFile);
  if (loaded !== null) {
    clock.advance(Math.max(0, loaded.clockOffsetMs));
    // A world of a version that had no directory.
    if (world.directory.size === 0) seedDirectory(world, clock.now(), options.accounts ?? defaultAccounts());
    return 'old';
  }
  plantWorld(world, clock, options);
  return 'new';
}

function plantWorld(
  world: World,
  clock: SimulatorClock,
  { vdcs = 0, vmsPerVdc = 0, describeVdc, accounts = defaultAccounts() }: SimulatorOptions,
): void {
  seedWorld(world, clock.now());
  seedDirectory(world, clock.now(), accounts);
  if (vdcs > 0)
    populateVdcs(world, {
      count: vdcs,
      vmsPerVdc,
      now: clock.now(),
      ...(describeVdc === undefined ? {} : { describe: describeVdc }),
    });
}

const HOSTS = ['localhost', '127.0.0.1', '::1'];

/** A WAP of our own on the loopback: real HTTPS, real tokens, one world. Rejects when a port is taken, and then leaves none open. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { seed = 1, realNow = Date.now, accounts = defaultAccounts(), listen = listenOnLoopback } = options;
  const clock = createSimulatorClock(realNow);
  const knobs = createKnobs(options.knobs);
  const faults = createFaults(seed);
  for (const rule of options.faults ?? []) faults.add(rule);
  const requests = createRequestLog(options.onRequest);
  const world = createWorld();
  // A world that is taken up again must not be given the ids a second time that it was given before.
  const life = (await furnishWorld(world, clock, options)) === 'new' ? '' : ` from ${world.nextSeq()}`;
  const authKnobs: AuthKnobs = { ...defaultAuthKnobs(), ...options.authKnobs };
  const mint = createTokenMint({
    now: clock.now,
    lifetimeMs: 8 * 3_600_000,
    random: seededRandom(seed, `token mint${life}`),
  });
  const stopping = new AbortController();
  const servers = new Map<SiteName, ListeningServer>();
  const context: SiteContext = {
    world,
    knobs,
    faults,
    log: requests,
    random: seededRandom(seed, `sites${life}`),
    now: clock.now,
    realNow,
    latencyMs: () => simulator.latencyMs,
    reset: (request) => [...servers.values()].find(({ port }) => port === request.socket.localPort)?.reset(request),
    signal: stopping.signal,
  };
  const authority = options.authority ?? (await createAuthority({ now: realNow }));
  const certificate =
    options.certificate ?? (await issueServerCertificate(authority, { hosts: options.hosts ?? HOSTS, now: realNow }));
  const certificateDer = new X509Certificate(certificate.certificatePem).raw;
  const log = (event: { site: string; method: string; path: string; status: number; outcome: string }): void =>
    requests.add({
      ...event,
      at: clock.now(),
      route: `${event.method} ${event.site}-auth ${event.outcome}`,
      ms: 0,
      faults: [],
      principal: null,
    });
  const directory: DirectoryContext = {
    world,
    knobs,
    accounts,
    lockoutAfter: () => authKnobs.lockoutAfter,
    random: seededRandom(seed, `directory objects${life}`),
  };
  const accountsByHand = createAccountsByHand(directory, clock.now);
  const mails = createKeptMails();
  const auth = createAuthSites({
    logOnToDirectory: createAdfsLogon(directory, clock.now),
    accounts,
    mint,
    now: clock.now,
    random: seededRandom(seed, `auth${life}`),
    knobs: authKnobs,
    certificateDer,
    log,
  });
  const checkBearer = createBearerCheck(mint, accounts, world.invalidTokens);
  const spfLogin = createSpfLogin({
    accounts,
    knobs,
    authKnobs,
    now: clock.now,
    random: seededRandom(seed, `spf login${life}`),
    certificateDer,
  });
  const adminSite = createAdminSite(context, checkBearer);
  const byHand = createByHand(context, adminSite.router);
  const controlToken = options.controlToken ?? randomBytes(18).toString('base64url');
  const reset = (): void => {
    knobs.reset();
    faults.clear();
    for (const rule of options.faults ?? []) faults.add(rule);
    world.clear();
    plantWorld(world, clock, options);
    mails.clear();
    requests.reset();
  };
  const listeners: Readonly<Record<SiteName, RequestListener>> = {
    adminApi: createSiteListener(adminSite, context),
    tenantApi: createSiteListener(createTenantSite(context, checkBearer), context),
    tenantAuth: auth.tenant,
    windowsAuth: auth.windows,
    adfs: auth.adfs,
    spf: createSiteListener(createSpfSite(context, spfLogin), context),
    control: createControlListener({
      world,
      byHand,
      accountsByHand,
      mails,
      faults,
      knobs,
      clock,
      requests,
      token: controlToken,
      urls: () => simulator.urls,
      latency: { get: () => simulator.latencyMs, set: (ms) => (simulator.latencyMs = ms) },
      expireTokens: () => mint.expireAll(),
      reset,
    }),
  };
  let keeper: WorldKeeper | undefined;
  const doors = new Map<DoorName, ListeningDoor>();
  const stop = async (): Promise<void> => {
    stopping.abort();
    const open = [...servers.values()];
    const openDoors = [...doors.values()];
    servers.clear();
    doors.clear();
    await Promise.all([...open, ...openDoors].map((server) => server.stop()));
    const kept = keeper;
    keeper = undefined;
    await kept?.stop();
  };
  try {
    for (const name of SITES)
      servers.set(
        name,
        await listen({
          port: (options.ports ?? FREE_PORTS)[name] ?? 0,
          certificate: name === 'control' ? null : certificate,
          listener: listeners[name],
        }),
      );
    const order = (name: DoorName): DoorOrder => ({ context, certificate, port: options.ports?.[name] ?? 0 });
    if (options.directory === true) doors.set('directory', await openDirectory(directory, order('directory')));
    if (options.mail === true) doors.set('mail', await openMail(mails, MAIL_ACCOUNT, order('mail')));
  } catch (error) {
    await stop();
    throw error;
  }
  if (options.worldFile !== undefined) keeper = keepWorld(world, options.worldFile, () => clock.offsetMs);
  const portOf = (name: SiteName | DoorName): number =>
    [...servers, ...doors].find(([each]) => each === name)?.[1].port ?? 0;
  const ports = Object.fromEntries([...SITES, ...DOORS].map((name) => [name, portOf(name)])) as SimulatorPorts;
  const schemes: Partial<Record<SiteName | DoorName, string>> = { control: 'http', directory: 'ldaps', mail: 'smtp' };
  const urls = Object.fromEntries(
    [...SITES, ...doors.keys()].map((name) => [name, `${schemes[name] ?? 'https'}://localhost:${ports[name]}`]),
  ) as Simulator['urls'];
  const simulator: Simulator = {
    urls,
    ports,
    ca: authority.certificatePem,
    authority,
    accounts,
    authKnobs,
    mint,
    world,
    byHand,
    accountsByHand,
    mails,
    mailAccount: MAIL_ACCOUNT,
    faults,
    knobs,
    clock,
    requests,
    controlToken,
    reset,
    latencyMs: options.latencyMs ?? 0,
    issueToken: (upn) => {
      const admin = accounts.find(({ roles }) => roles.includes('admin'));
      return mint.issue({ upn: upn ?? admin?.upn ?? '', realm: ADMIN_REALM }).jwt;
    },
    expireTokens: () => mint.expireAll(),
    stop,
  };
  return simulator;
}
