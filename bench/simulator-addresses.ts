import type { Simulator } from '../src/simulator/start-simulator.ts';

/** Where a simulator is, and how to be let in. */
export interface SimulatorAddresses {
  readonly adminApi: string;
  readonly tenantApi: string;
  readonly spf: string;
  /** `username` as settings name it: `CORP\\svc-spf`. */
  readonly spfAccount: { readonly username: string; readonly password: string };
  /** What must be trusted, as PEM. */
  readonly ca: string;
  /** A valid token of an administrator, so that no login is measured. */
  readonly token: string;
}

export function addressesOf(simulator: Simulator): SimulatorAddresses {
  const { adminApi, tenantApi, spf } = simulator.urls;
  const account = simulator.accounts.find(({ username }) => username === 'svc-spf');
  if (account === undefined) throw new Error('the simulator has no account for SPF');
  return {
    adminApi,
    tenantApi,
    spf,
    spfAccount: { username: `${account.domain}\\${account.username}`, password: account.password },
    ca: simulator.ca,
    token: simulator.issueToken(),
  };
}
