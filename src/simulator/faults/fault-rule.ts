import { FAULT_CHOICES, FAULTS, type FaultName } from './fault-table.ts';

/** One fault as it was asked for: what, where, how often. */
export interface FaultRule {
  readonly name: FaultName;
  /** 0 to 1; default 1. */
  readonly probability?: number;
  /** How many times at most; default for ever. */
  readonly count?: number;
  /** Lets so many requests pass first that it could have hit; default 0. */
  readonly after?: number;
  /** `/subscriptions/*`, `POST /plans`; `*` is any text, and the query does not count. Default: every request of its scope. */
  readonly route?: string;
  /** The fault's own parameters, see the table. */
  readonly params?: Readonly<Record<string, number | string>>;
}

export type ParsedFault = { readonly rule: FaultRule } | { readonly problem: string };

/** Parses `NAME[:key=value,…]`. */
export function parseFault(text: string): ParsedFault {
  const mark = text.indexOf(':');
  const name = mark < 0 ? text : text.slice(0, mark);
  const pairs = new Map<string, string>();
  if (mark >= 0) {
    for (const pair of text.slice(mark + 1).split(',')) {
      const equals = pair.indexOf('=');
      if (equals <= 0) return { problem: `Fault ${name}: "${pair}" is not key=value` };
      pairs.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
    }
  }
  return readFault(name, pairs);
}

/** The same from named texts, as forms and JSON have them. */
export function readFault(name: string, pairs: ReadonlyMap<string, string>): ParsedFault {
  if (!isFaultName(name)) return { problem: `There is no fault "${name}"; there are ${faultNames().join(', ')}` };
  const own: Readonly<Record<string, number | string>> = FAULTS[name].params;
  const numbers: { probability?: number; count?: number; after?: number } = {};
  const params: Record<string, number | string> = {};
  let route: string | undefined;
  for (const [key, text] of pairs) {
    if (key === 'route') {
      if (!/^([A-Z*]+ )?[/*]/.test(text))
        return {
          problem: `Fault ${name}: route is a path from its first slash, like /subscriptions* or POST /plans, not "${text}"`,
        };
      route = text;
    } else if (key === 'probability' || key === 'count' || key === 'after') {
      const value = Number(text);
      const isRight = text !== '' && value >= 0 && (key === 'probability' ? value <= 1 : Number.isInteger(value));
      if (!isRight) return { problem: `Fault ${name}: ${key} cannot be "${text}"` };
      numbers[key] = value;
    } else if (Object.hasOwn(own, key)) {
      const choices = FAULT_CHOICES[key];
      if (choices === undefined ? !/^-?\d{1,9}$/.test(text) : !choices.includes(text))
        return { problem: `Fault ${name}: ${key} is ${choices?.join(' or ') ?? 'a whole number'}, not "${text}"` };
      params[key] = choices === undefined ? Number(text) : text;
    } else {
      const keys = ['probability', 'count', 'after', 'route', ...Object.keys(own)];
      return { problem: `Fault ${name} has no "${key}"; it has ${keys.join(', ')}` };
    }
  }
  return { rule: { name, ...numbers, ...(route === undefined ? {} : { route }), params } };
}

export function faultNames(): readonly FaultName[] {
  return Object.keys(FAULTS) as FaultName[];
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}
