import type { DirectoryRecord } from '../../world/directory-record.ts';
import { ldapProblem } from '../directory-refusal.ts';
import type { Filter } from '../ldap/filter.ts';
import { RESULT } from '../ldap/results.ts';
import { formatDn } from '../dn/format-dn.ts';
import { parseDn } from '../dn/parse-dn.ts';
import { attributeRule, type AttributeRule } from '../schema/attributes.ts';
import { guidBytes, parseGuid, sidBytes } from '../schema/octets.ts';
import type { DirectoryCall } from './directory-context.ts';
import { categoryDn, valuesOf } from './read-values.ts';

/** True, false, or null for what cannot be told (an attribute that the schema does not have), which `not` leaves alone. */
type Verdict = boolean | null;
export type Matcher = (entry: DirectoryRecord) => Verdict;

const ALL_BITS = '1.2.840.113556.1.4.803';
const ANY_BIT = '1.2.840.113556.1.4.804';

/** Made once for a search and asked for every object. Throws for a rule of matching that is not simulated. */
export function createMatcher(filter: Filter, call: DirectoryCall): Matcher {
  switch (filter.kind) {
    case 'and': {
      const parts = filter.parts.map((part) => createMatcher(part, call));
      return (entry) => combine(parts, entry, false);
    }
    case 'or': {
      const parts = filter.parts.map((part) => createMatcher(part, call));
      return (entry) => combine(parts, entry, true);
    }
    case 'not': {
      const part = createMatcher(filter.part, call);
      return (entry) => negate(part(entry));
    }
    case 'present':
      return matcherOf(filter.attribute, call, () => () => true);
    case 'equals':
      return matcherOf(filter.attribute, call, (rule) => equals(rule, filter.value));
    case 'atLeast':
      return matcherOf(filter.attribute, call, (rule) => compares(rule, filter.value, (order) => order >= 0));
    case 'atMost':
      return matcherOf(filter.attribute, call, (rule) => compares(rule, filter.value, (order) => order <= 0));
    case 'substrings':
      return matcherOf(filter.attribute, call, (rule) => contains(rule, filter));
    case 'rule':
      return matcherOf(filter.attribute, call, (rule) => hasBits(rule, filter.rule, filter.value));
    default:
      return filter satisfies never;
  }
}

type Test = (value: string | Buffer) => boolean;

/** An object without the attribute does not match, and so matches the negation: a domain controller knows no third way there. */
function matcherOf(attribute: string, call: DirectoryCall, test: (rule: AttributeRule) => Test): Matcher {
  const rule = attributeRule(attribute);
  if (rule === undefined) return () => null;
  // Passwords cannot be looked for, and what is made on request cannot be searched by.
  if (rule.kind === 'password' || rule.kind === 'constructed') return () => false;
  const decide = test(rule);
  return (entry) => valuesOf(entry, rule.name, call).some(decide);
}

function combine(parts: readonly Matcher[], entry: DirectoryRecord, decisive: boolean): Verdict {
  let verdict: Verdict = !decisive;
  for (const part of parts) {
    const each = part(entry);
    if (each === decisive) return decisive;
    if (each === null) verdict = null;
  }
  return verdict;
}

function negate(verdict: Verdict): Verdict {
  return verdict === null ? null : !verdict;
}

function equals(rule: AttributeRule, wanted: Buffer): Test {
  switch (rule.syntax) {
    case 'guid': {
      const guid = parseGuid(wanted);
      const bytes = guid === null ? wanted : guidBytes(guid);
      return (value) => Buffer.isBuffer(value) && value.equals(bytes);
    }
    case 'sid': {
      const text = wanted.toString('utf8');
      const bytes = /^S-1-5(?:-\d+)+$/.test(text) ? sidBytes(text) : wanted;
      return (value) => Buffer.isBuffer(value) && value.equals(bytes);
    }
    case 'dn': {
      const dn = comparableDn(
        rule.name === 'objectCategory' ? fullCategory(wanted.toString('utf8')) : wanted.toString('utf8'),
      );
      return (value) => comparableDn(String(value)) === dn;
    }
    case 'number':
      return (value) => String(value) === wanted.toString('utf8').trim();
    case 'octets':
      return () => false;
    case 'text': {
      const text = comparable(wanted.toString('utf8'));
      return (value) => comparable(String(value)) === text;
    }
    default:
      return rule.syntax satisfies never;
  }
}

function compares(rule: AttributeRule, wanted: Buffer, fits: (order: number) => boolean): Test {
  const text = wanted.toString('utf8').trim();
  if (rule.syntax !== 'number') return (value) => fits(comparable(String(value)).localeCompare(comparable(text)));
  if (!/^-?\d+$/.test(text)) return () => false;
  return (value) => fits(BigInt(String(value)) === BigInt(text) ? 0 : BigInt(String(value)) > BigInt(text) ? 1 : -1);
}

function contains(rule: AttributeRule, filter: Extract<Filter, { kind: 'substrings' }>): Test {
  if (rule.syntax !== 'text') return () => false;
  const [initial, final] = [comparable(filter.initial ?? ''), comparable(filter.final ?? '')];
  const any = filter.any.map(comparable);
  return (value) => {
    const text = comparable(String(value));
    if (!text.startsWith(initial)) return false;
    let at = initial.length;
    for (const part of any) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - final.length >= at && text.endsWith(final);
  };
}

function hasBits(rule: AttributeRule, matchingRule: string, wanted: Buffer): Test {
  if (matchingRule !== ALL_BITS && matchingRule !== ANY_BIT)
    throw ldapProblem(
      RESULT.unwillingToPerform,
      '00000057',
      `The simulator does not know the matching rule ${matchingRule}`,
    );
  const text = wanted.toString('utf8').trim();
  if (rule.syntax !== 'number' || !/^-?\d+$/.test(text)) return () => false;
  const mask = BigInt(text);
  return (value) => {
    const common = BigInt(String(value)) & mask;
    return matchingRule === ALL_BITS ? common === mask : common !== 0n;
  };
}

/** `(objectCategory=person)` is short for the whole name. */
function fullCategory(text: string): string {
  if (text.includes('=')) return text;
  const short = { user: 'Person', organizationalunit: 'Organizational-Unit', domaindns: 'Domain-DNS' } as const;
  return categoryDn(Object.entries(short).find(([name]) => name === text.toLowerCase())?.[1] ?? text);
}

function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function comparableDn(text: string): string {
  const rdns = parseDn(text);
  return comparable(rdns === null ? text : formatDn(rdns));
}
