import { DOMAIN } from '../domain.ts';
import type { FoundEntry } from '../ldap/write-response.ts';
import { CONTROL } from '../ldap/controls.ts';
import { generalizedTime } from '../schema/times.ts';

/** What the controller says of itself to anybody, logged in or not. */
export function rootDse(now: number, wanted: readonly string[]): FoundEntry {
  const contexts = [DOMAIN.dn, `CN=Configuration,${DOMAIN.dn}`, `CN=Schema,CN=Configuration,${DOMAIN.dn}`];
  const all: Readonly<Record<string, readonly string[]>> = {
    currentTime: [generalizedTime(now)],
    dnsHostName: [DOMAIN.controller],
    defaultNamingContext: [DOMAIN.dn],
    rootDomainNamingContext: [DOMAIN.dn],
    namingContexts: contexts,
    configurationNamingContext: contexts.slice(1, 2),
    schemaNamingContext: contexts.slice(2, 3),
    ldapServiceName: [`${DOMAIN.dns}:dc1$@${DOMAIN.dns.toUpperCase()}`],
    serverName: [`CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,${DOMAIN.dn}`],
    supportedControl: Object.values(CONTROL),
    supportedExtension: ['1.3.6.1.4.1.4203.1.11.3'],
    supportedLDAPVersion: ['3'],
    supportedCapabilities: ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670', '1.2.840.113556.1.4.1791'],
    isSynchronized: ['TRUE'],
    isGlobalCatalogReady: ['TRUE'],
    domainFunctionality: ['6'],
    forestFunctionality: ['6'],
    domainControllerFunctionality: ['6'],
    highestCommittedUSN: ['12000'],
  };
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const isAll = names.size === 0 || names.has('*');
  const attributes = Object.entries(all)
    .filter(([name]) => isAll || names.has(name.toLowerCase()))
    .map(([name, values]) => ({ name, values }));
  return { dn: '', attributes };
}
