import { Attribute, Change, Client, ResultCodeError } from 'ldapts';
import { onTestFinished } from 'vitest';
import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator-options.ts';
import { type RunningSimulator, runSimulator } from './running-simulator.ts';

export const SERVICE_DN = 'CN=svc-vdc,OU=Service,DC=corp,DC=example';
export const SERVICE_PASSWORD = 'simulated-Passw0rd';
export const TENANTS = 'OU=Tenants,DC=corp,DC=example';
export const GOOD_PASSWORD = 'Nine-green-Bottles-7';

export interface RunningDomain extends RunningSimulator {
  readonly url: string;
  /** A client of its own; not logged in. Gone with the test. */
  readonly connect: () => Client;
  /** As the service account. */
  readonly login: () => Promise<Client>;
}

/** A simulator with its domain controller. Stops by itself after the test. */
export async function runDomain(knobs: KnobSettings = {}, options: SimulatorOptions = {}): Promise<RunningDomain> {
  const running = await runSimulator(knobs, { directory: true, ...options });
  const { ca, urls } = running.simulator;
  const url = urls.directory ?? '';
  const connect = (): Client => {
    const client = new Client({ url, timeout: 10_000, connectTimeout: 5000, tlsOptions: { ca } });
    onTestFinished(() => client.unbind().catch(() => undefined));
    return client;
  };
  const login = async (): Promise<Client> => {
    const client = connect();
    await client.bind(SERVICE_DN, SERVICE_PASSWORD);
    return client;
  };
  return { ...running, url, connect, login };
}

/** What `unicodePwd` wants: UTF-16 in double quotes. */
export function unicodePwd(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le');
}

export function change(operation: 'add' | 'delete' | 'replace', type: string, ...values: string[]): Change {
  return new Change({ operation, modification: new Attribute({ type, values }) });
}

export function passwordChange(operation: 'add' | 'delete' | 'replace', password: string): Change {
  return new Change({ operation, modification: new Attribute({ type: 'unicodePwd', values: [unicodePwd(password)] }) });
}

export const dnOf = (name: string): string => `CN=${name},${TENANTS}`;

/** The attributes of a good `add`, with anything different. */
export function accountAttributes(name: string, different: Readonly<Record<string, string>> = {}) {
  return {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    sAMAccountName: name,
    userPrincipalName: `${name}@tenants.corp.example`,
    userAccountControl: '514',
    ...different,
  };
}

/** The safe sequence: made disabled, given a password, enabled. */
export async function makeAccount(
  client: Client,
  name: string,
  different: Readonly<Record<string, string>> = {},
): Promise<string> {
  const dn = dnOf(name);
  await client.add(dn, accountAttributes(name, different));
  await client.modify(dn, passwordChange('replace', GOOD_PASSWORD));
  await client.modify(dn, change('replace', 'userAccountControl', '66048'));
  return dn;
}

/** LDAP's result code and the text with it; `0` for a success. */
export async function resultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '0';
  } catch (error) {
    if (!(error instanceof ResultCodeError)) throw error;
    return `${error.code} ${error.message}`;
  }
}
