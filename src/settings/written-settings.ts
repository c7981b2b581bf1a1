import type { AuthMode, SecretSource } from '../model/settings.ts';
import type { DeletionPolicy, Limit, OnResume, OnSuspend } from '../model/virtual-data-center.ts';

/** The settings as they stand in the file, once schema and checks approve of them. */
export interface WrittenSettings {
  readonly installation: string;
  readonly specs?: {
    readonly directory?: string;
    readonly git?: {
      readonly url: string;
      readonly branch?: string;
      readonly path?: string;
      readonly interval?: string;
      readonly username?: string;
      readonly token?: SecretSource;
      readonly caFile?: string;
      readonly keyFile?: string;
      readonly knownHostsFile?: string;
      readonly allowedSignersFile?: string;
    };
  };
  readonly wap: {
    readonly adminApi: string;
    readonly tenantApi?: string;
    readonly tenantPortal?: string;
    readonly caFile?: string;
    readonly auth: WrittenAuth;
    readonly spf?: {
      readonly url: string;
      readonly username: string;
      readonly password: SecretSource;
      readonly caFile?: string;
    };
  };
  readonly hostingPlans: Readonly<Record<string, { readonly template: string }>>;
  readonly defaults?: {
    readonly hostingPlan?: string;
    readonly onSuspend?: OnSuspend;
    readonly onResume?: OnResume;
    readonly deletion?: { readonly policy?: DeletionPolicy; readonly grace?: string };
    readonly vms?: Limit;
  };
  readonly shutdownTimeout?: string;
  readonly safety?: {
    readonly maxDeletes?: number | string;
    readonly maxSuspends?: number | string;
    readonly maxShrinks?: number | string;
    readonly maxDeletesPerDay?: number | string;
    readonly maxSuspendsPerDay?: number | string;
    readonly maxShrinksPerDay?: number | string;
  };
  readonly mode?: 'enforce' | 'report';
  readonly reconcile?: {
    readonly interval?: string;
    readonly concurrency?: number;
    readonly requestsPerSecond?: number;
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
      readonly startTls?: 'required' | 'optional' | 'never';
      readonly caFile?: string;
    };
    readonly from: string;
    readonly templates?: string;
    readonly language?: string;
  };
  readonly state?: { readonly url: string; readonly password?: SecretSource };
  readonly server?: { readonly listen?: string; readonly token?: SecretSource; readonly webhookSecret?: SecretSource };
}

export interface WrittenAuth {
  readonly mode: AuthMode;
  readonly windowsAuthEndpoint?: string;
  readonly path?: string;
  readonly realm?: string;
  readonly principal?: string;
  readonly domain?: string;
  readonly username?: string;
  readonly password?: SecretSource;
  readonly token?: { readonly file: string } | { readonly command: readonly string[] };
  readonly caFile?: string;
}
