import type { Account } from './auth/accounts.ts';
import type { AuthKnobs } from './auth/auth-knobs.ts';
import type { FaultRule } from './faults/fault-rule.ts';
import type { Listen } from './http/listening-server.ts';
import type { LoggedRequest } from './http/request-log.ts';
import type { KnobSettings } from './knobs/knob-table.ts';
import type { Authority } from './tls/authority.ts';
import type { ServerCertificate } from './tls/issue-server-certificate.ts';
import type { VdcSeed } from './world/populate-vdcs.ts';

export const SITES = ['adminApi', 'tenantApi', 'tenantAuth', 'windowsAuth', 'adfs', 'spf', 'control'] as const;
export type SiteName = (typeof SITES)[number];
/** What speaks no HTTP, and is opened only when it is asked for. */
export const DOORS = ['directory', 'mail'] as const;
export type DoorName = (typeof DOORS)[number];
export type SimulatorPorts = Readonly<Record<SiteName | DoorName, number>>;

/** The ports of a real WAP; AD FS, LDAPS and SMTP stand on 443, 636 and 587 there, which not everybody may open. */
export const DEFAULT_PORTS: SimulatorPorts = {
  adminApi: 30004,
  tenantApi: 30005,
  tenantAuth: 30071,
  windowsAuth: 30072,
  adfs: 30443,
  spf: 8090,
  control: 30099,
  directory: 30636,
  mail: 30587,
};
export const FREE_PORTS: SimulatorPorts = {
  adminApi: 0,
  tenantApi: 0,
  tenantAuth: 0,
  windowsAuth: 0,
  adfs: 0,
  spf: 0,
  control: 0,
  directory: 0,
  mail: 0,
};

export interface SimulatorOptions {
  /** 0 is a free one; default: all free. */
  readonly ports?: Partial<SimulatorPorts>;
  /** How the HTTP sites are opened; default: on the loopback. */
  readonly listen?: Listen;
  /** Of faults, ids and orders; default 1. */
  readonly seed?: number;
  /** Opens the domain controller's LDAPS port; default no. What is in the directory is there in any case. */
  readonly directory?: boolean;
  /** Opens the mail catcher; default no. */
  readonly mail?: boolean;
  /** Real milliseconds before each API request is looked at; default 0. */
  readonly latencyMs?: number;
  readonly knobs?: KnobSettings;
  readonly authKnobs?: Partial<AuthKnobs>;
  readonly faults?: readonly FaultRule[];
  /** Shared and mutable; default: `defaultAccounts()`. */
  readonly accounts?: Account[];
  /** Loaded when it exists, written shortly after each change and at the end. */
  readonly worldFile?: string;
  /** Made in a fresh world; not added to a loaded one. */
  readonly vdcs?: number;
  /** Machines of each of them; default none. */
  readonly vmsPerVdc?: number;
  readonly describeVdc?: (i: number) => VdcSeed;
  /** To be trusted again after a restart; default: a fresh one. */
  readonly authority?: Authority;
  /** Of the sites, issued by this authority; default: a fresh one. */
  readonly certificate?: ServerCertificate;
  /** Names and addresses in the certificates; default localhost, 127.0.0.1 and ::1. */
  readonly hosts?: readonly string[];
  /** Wanted by the control site for changes; default: a fresh random one. */
  readonly controlToken?: string;
  /** Milliseconds since 1970 of the real clock; default: the system's. */
  readonly realNow?: () => number;
  readonly onRequest?: (request: LoggedRequest) => void;
}
