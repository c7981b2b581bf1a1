import type { Deletion, OnResume, OnSuspend } from './virtual-data-center.ts';

/** A number, or a share (0 to 1) of the owned VDCs. */
export type Allowance = { readonly count: number } | { readonly share: number };

/** Where a secret comes from; the value itself is read when it is needed and is never kept in settings. */
export type SecretSource = { readonly env: string } | { readonly file: string };

export type AuthMode = 'windows' | 'adfs' | 'membership' | 'token';

export interface WapAuthSettings {
  readonly mode: AuthMode;
  readonly windowsAuthEndpoint?: string;
  readonly path?: string;
  readonly realm?: string;
  readonly principal?: string;
  readonly domain?: string;
  readonly username?: string;
  readonly password?: SecretSource;
  readonly token?: { readonly file: string } | { readonly command: readonly string[] };
  /** Absolute path; defaults to `wap.caFile`. */
  readonly caFile?: string;
}

export interface SpfSettings {
  readonly url: string;
  readonly username: string;
  readonly password: SecretSource;
  readonly caFile?: string;
}

export interface WapSettings {
  readonly adminApi: string;
  readonly tenantApi?: string;
  readonly tenantPortal?: string;
  readonly caFile?: string;
  readonly auth: WapAuthSettings;
  readonly spf?: SpfSettings;
}

export interface SafetySettings {
  readonly maxDeletes: Allowance;
  readonly maxSuspends: Allowance;
  readonly maxShrinks: Allowance;
  readonly maxDeletesPerDay: Allowance;
  readonly maxSuspendsPerDay?: Allowance;
  readonly maxShrinksPerDay?: Allowance;
}

export interface SpecDefaults {
  readonly hostingPlan?: string;
  readonly onSuspend: OnSuspend;
  readonly onResume: OnResume;
  readonly deletion: Deletion;
  readonly vms: number | 'unlimited';
}

/** The controller's own configuration, validated, with defaults filled in and paths absolute. Holds no secret. */
export interface Settings {
  /** The file they came from, absolute. */
  readonly file: string;
  /** UUID, lower-case: the root of every identity we mint. */
  readonly installation: string;
  readonly specs:
    | { readonly kind: 'directory'; readonly directory: string }
    | {
        readonly kind: 'git';
        readonly url: string;
        readonly branch: string;
        readonly path: string;
        readonly intervalMs: number;
        /** For https: a user name (default `git`) and a token. */
        readonly username?: string;
        readonly token?: SecretSource;
        /** For https; default the system's store. Absolute. */
        readonly caFile?: string;
        /** For ssh; absolute. Without them those of whoever runs us. */
        readonly keyFile?: string;
        readonly knownHostsFile?: string;
        /** Only commits signed by a key of this file are taken (an `allowed_signers` file of ssh-keygen); absolute. */
        readonly allowedSignersFile?: string;
      };
  readonly wap: WapSettings;
  /** Key → display name of the WAP plan it is cut from. */
  readonly hostingPlans: Readonly<Record<string, { readonly template: string }>>;
  readonly defaults: SpecDefaults;
  readonly shutdownTimeoutMs: number;
  readonly safety: SafetySettings;
  readonly mode: 'enforce' | 'report';
  readonly reconcile: {
    readonly intervalMs: number;
    readonly concurrency: number;
    readonly requestsPerSecond: number;
  };
  readonly directory?: {
    readonly url: string;
    readonly caFile?: string;
    readonly bindDn: string;
    readonly password: SecretSource;
    readonly ou: string;
    readonly upnSuffix: string;
  };
  readonly mail?: {
    readonly smtp: {
      readonly url: string;
      readonly username?: string;
      readonly password?: SecretSource;
      readonly startTls: 'required' | 'optional' | 'never';
      readonly caFile?: string;
    };
    readonly from: string;
    /** The folder of the provider's own wording; absolute. */
    readonly templates?: string;
    /** BCP 47 tag of what that is written in. */
    readonly language: string;
  };
  readonly state: {
    readonly url: string;
    /** Of the database; never in the address. */
    readonly password?: SecretSource;
  };
  readonly server: {
    readonly listen: string;
    readonly token?: SecretSource;
    /** What a forge signs its webhooks with. */
    readonly webhookSecret?: SecretSource;
  };
}
