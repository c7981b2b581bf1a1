/** How an attribute is compared and written. */
export interface AttributeRule {
  /** As the schema spells it. */
  readonly name: string;
  readonly syntax: 'text' | 'number' | 'dn' | 'guid' | 'sid' | 'octets';
  readonly isMulti: boolean;
  /** Most characters of a value. */
  readonly longest: number;
  /** `stored`: on request. `kept`: the controller's own. `constructed`: made when somebody names it. `password`: never shown. */
  readonly kind: 'stored' | 'kept' | 'constructed' | 'password';
}

const texts: Readonly<Record<string, number>> = {
  sAMAccountName: 256,
  userPrincipalName: 1024,
  displayName: 256,
  givenName: 64,
  sn: 64,
  initials: 6,
  middleName: 64,
  mail: 256,
  description: 1024,
  info: 1024,
  comment: 1024,
  company: 64,
  department: 64,
  title: 128,
  employeeID: 16,
  employeeNumber: 512,
  employeeType: 256,
  adminDescription: 1024,
  adminDisplayName: 256,
  telephoneNumber: 64,
  mobile: 64,
  physicalDeliveryOfficeName: 128,
  streetAddress: 1024,
  l: 128,
  st: 128,
  postalCode: 40,
  co: 128,
  c: 3,
  wWWHomePage: 2048,
  extensionName: 255,
  division: 256,
  uid: 256,
  userWorkstations: 1024,
  scriptPath: 1024,
  homeDirectory: 1024,
};
const several: ReadonlySet<string> = new Set(['description', 'extensionName', 'uid']);
const otherTexts: Readonly<Record<string, number>> = {
  otherMailbox: 256,
  otherTelephone: 64,
  url: 4096,
  proxyAddresses: 1123,
  servicePrincipalName: 1123,
};
const numbers = ['userAccountControl', 'pwdLastSet', 'lockoutTime', 'accountExpires', 'groupType'];
const keptTexts = ['instanceType', 'whenCreated', 'whenChanged', 'uSNCreated', 'uSNChanged'];
const keptNumbers = ['primaryGroupID', 'badPwdCount', 'sAMAccountType', 'codePage', 'countryCode'];
const policy = ['minPwdLength', 'pwdProperties', 'pwdHistoryLength', 'maxPwdAge', 'minPwdAge', 'lockoutThreshold'];

const rules = new Map<string, AttributeRule>();
const rule = (name: string, more: Partial<AttributeRule> = {}): void => {
  const plain = { name, syntax: 'text', isMulti: false, longest: 1024, kind: 'stored' } as const;
  rules.set(name.toLowerCase(), { ...plain, ...more });
};
for (const [name, longest] of Object.entries(texts)) rule(name, { longest, isMulti: several.has(name) });
for (const [name, longest] of Object.entries(otherTexts)) rule(name, { longest, isMulti: true });
for (let i = 1; i <= 15; i += 1) rule(`extensionAttribute${i}`);
for (const name of numbers) rule(name, { syntax: 'number' });
for (const name of keptTexts) rule(name, { kind: 'kept' });
for (const name of [...keptNumbers, ...policy, 'lockoutDuration', 'lockOutObservationWindow'])
  rule(name, { kind: 'kept', syntax: 'number' });
for (const name of ['cn', 'ou', 'dc', 'name']) rule(name, { kind: 'kept', longest: 64 });
rule('objectClass', { kind: 'kept', isMulti: true });
for (const name of ['distinguishedName', 'objectCategory']) rule(name, { kind: 'kept', syntax: 'dn' });
rule('memberOf', { kind: 'kept', syntax: 'dn', isMulti: true });
rule('member', { syntax: 'dn', isMulti: true });
rule('manager', { syntax: 'dn' });
rule('objectGUID', { kind: 'kept', syntax: 'guid' });
rule('objectSid', { kind: 'kept', syntax: 'sid' });
rule('unicodePwd', { kind: 'password', syntax: 'octets' });
rule('msDS-User-Account-Control-Computed', { kind: 'constructed', syntax: 'number' });
rule('canonicalName', { kind: 'constructed' });
for (const name of ['allowedChildClassesEffective', 'allowedAttributesEffective'])
  rule(name, { kind: 'constructed', isMulti: true });

/** The rule of an attribute, in whatever case it is written; undefined for what this schema does not have. */
export function attributeRule(name: string): AttributeRule | undefined {
  return rules.get(name.toLowerCase());
}

/** What somebody with the right to write all of an account could set. */
export function storedAttributes(): readonly string[] {
  return [...rules.values()].filter(({ kind }) => kind === 'stored' || kind === 'password').map(({ name }) => name);
}

/** What `*` asks for. */
export function shownAttributes(): readonly AttributeRule[] {
  return [...rules.values()].filter(({ kind }) => kind === 'stored' || kind === 'kept');
}
