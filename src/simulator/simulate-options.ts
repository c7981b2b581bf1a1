import { parseFault, type FaultRule } from './faults/fault-rule.ts';
import type { KnobSettings } from './knobs/knob-table.ts';
import { parseKnob } from './knobs/knobs.ts';
import { DEFAULT_PORTS, DOORS, FREE_PORTS, SITES, type SimulatorPorts } from './simulator-options.ts';

/** The options of `vdc simulate` as they were typed. */
export interface SimulateChoice {
  /** Keeps its certificate authority, its world and a ready-made vdc.yaml. */
  readonly dir: string;
  /** What that vdc.yaml reads. */
  readonly specs: string;
  /** `default`, `free`, all ports in the order of the docs, or `site=port,…`. */
  readonly ports: string;
  readonly seed?: string;
  readonly latency?: string;
  readonly faults: readonly string[];
  readonly knobs: readonly string[];
  readonly vdcs?: string;
  readonly vmsPerVdc?: string;
  /** How that vdc.yaml logs in: windows, adfs, membership or token. */
  readonly auth: string;
  /** The way to machines that it names: tenant (default) or spf. */
  readonly access?: string;
  /** Whether there is a domain controller, and that vdc.yaml names it. */
  readonly directory?: boolean;
  /** Whether there is a mail catcher, and that vdc.yaml names it. */
  readonly mail?: boolean;
}

/** Whether `vdc simulate` and the demo have a domain controller and a mail catcher when nobody says so. */
export const ACCOUNTS_BY_DEFAULT = true;

export const AUTH_MODES = ['windows', 'adfs', 'membership', 'token'] as const;
export type AuthMode = (typeof AUTH_MODES)[number];

export const ACCESS_WAYS = ['tenant', 'spf'] as const;
export type AccessWay = (typeof ACCESS_WAYS)[number];

export interface SimulateOptions {
  readonly ports: SimulatorPorts;
  readonly seed: number;
  readonly latencyMs: number;
  readonly faults: readonly FaultRule[];
  readonly knobs: KnobSettings;
  readonly vdcs: number;
  readonly vmsPerVdc: number;
  readonly auth: AuthMode;
  readonly access: AccessWay;
  readonly directory: boolean;
  readonly mail: boolean;
}

/** Everything that is wrong, in one go; `options` may be used only when there are no problems. */
export interface ParsedSimulateOptions {
  readonly options: SimulateOptions;
  readonly problems: readonly string[];
}

export function parseSimulateOptions(choice: SimulateChoice): ParsedSimulateOptions {
  const problems: string[] = [];
  const count = (name: string, text: string | undefined, fallback: number, largest: number): number => {
    if (text === undefined) return fallback;
    if (/^\d{1,10}$/.test(text) && Number(text) <= largest) return Number(text);
    problems.push(`--${name} is a whole number up to ${largest}, not "${text}"`);
    return fallback;
  };
  const faults = choice.faults.flatMap((text) => {
    const parsed = parseFault(text);
    if ('rule' in parsed) return parsed.rule;
    problems.push(`--fault ${text}: ${parsed.problem}`);
    return [];
  });
  const auth = AUTH_MODES.find((mode) => mode === choice.auth);
  if (auth === undefined) problems.push(`--auth is one of ${AUTH_MODES.join(', ')}, not "${choice.auth}"`);
  const access = ACCESS_WAYS.find((way) => way === (choice.access ?? 'tenant'));
  if (access === undefined) problems.push(`--access is one of ${ACCESS_WAYS.join(', ')}, not "${choice.access}"`);
  const options: SimulateOptions = {
    ports: parsePorts(choice.ports, problems),
    seed: count('seed', choice.seed, 1, 4_294_967_295),
    latencyMs: count('latency', choice.latency, 0, 600_000),
    vdcs: count('vdcs', choice.vdcs, 0, 1_000_000),
    vmsPerVdc: count('vms-per-vdc', choice.vmsPerVdc, 0, 10_000),
    faults,
    knobs: parseKnobs(choice.knobs, problems),
    auth: auth ?? 'windows',
    access: access ?? 'tenant',
    directory: choice.directory ?? ACCOUNTS_BY_DEFAULT,
    mail: choice.mail ?? ACCOUNTS_BY_DEFAULT,
  };
  return { options, problems };
}

function parseKnobs(texts: readonly string[], problems: string[]): KnobSettings {
  const knobs: Record<string, string | number> = {};
  for (const text of texts) {
    const equals = text.indexOf('=');
    const parsed = parseKnob(text.slice(0, Math.max(0, equals)), text.slice(equals + 1));
    if (equals <= 0) problems.push(`--knob ${text}: it is not NAME=VALUE`);
    else if ('problem' in parsed) problems.push(`--knob ${text}: ${parsed.problem}`);
    else knobs[parsed.name] = parsed.value;
  }
  return knobs;
}

function parsePorts(text: string, problems: string[]): SimulatorPorts {
  if (text === 'default') return DEFAULT_PORTS;
  if (text === 'free') return FREE_PORTS;
  const parts = text.split(',').map((part) => part.trim());
  const isNamed = parts.every((part) => part.includes('='));
  const ports: Record<string, number> = { ...DEFAULT_PORTS };
  const all = [...SITES, ...DOORS];
  const wrong = (why: string): SimulatorPorts => {
    problems.push(`--ports is default, free, ${all.length} ports (${all.join(', ')}) or site=port,…: ${why}`);
    return DEFAULT_PORTS;
  };
  // A list from before SPF, or directory and mail, were among them: what it leaves out gets a free port.
  const older = [SITES.filter((site) => site !== 'spf'), SITES];
  const listed = older.find(({ length }) => length === parts.length) ?? all;
  if (!isNamed && parts.length !== listed.length)
    return wrong(`"${text}" has ${parts.length} instead of ${all.length}`);
  if (!isNamed) for (const name of all) ports[name] = 0;
  for (const [i, part] of parts.entries()) {
    const [name = '', port = ''] = isNamed ? part.split('=', 2) : [listed[i], part];
    if (!all.some((site) => site === name)) return wrong(`there is no site "${name}"`);
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return wrong(`"${port}" is no port`);
    ports[name] = Number(port);
  }
  const given = Object.values(ports).filter((port) => port !== 0);
  if (new Set(given).size < given.length) return wrong('a port stands twice');
  return ports as SimulatorPorts;
}
