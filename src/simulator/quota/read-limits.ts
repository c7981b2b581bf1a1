import type { Dimension, Limits } from '../world/limits.ts';
import type { QuotaSetting } from '../world/quota-setting.ts';
import { parseQuotaXml, XmlProblem, type XmlElement } from './parse-quota-xml.ts';

/** What the VM-cloud provider makes of its five settings: the cloud and its limits, or why it refuses them. */
export type SystemCenterQuota =
  | { readonly cloudId: string; readonly stampId: string; readonly limits: Limits; readonly problem: null }
  | { readonly problem: string };

const ROOTS: Readonly<Record<string, string>> = {
  Clouds: 'Clouds',
  Actions: 'Actions',
  VmResources: 'Resources',
  Networks: 'Networks',
  CustomSettings: 'CustomSettings',
};
const PAIRS: readonly (readonly [Dimension, string, string])[] = [
  ['vmCount', 'RoleVMCount', 'MemberVMCount'],
  ['cpuCount', 'RoleCPUCount', 'MemberCPUCount'],
  ['memoryMb', 'RoleMemoryMB', 'MemberMemoryMB'],
  ['storageGb', 'RoleStorageGB', 'MemberStorageGB'],
];
const LARGEST = 4_294_967_295;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Strict where a provider is: well-formed, the right roots, one cloud, the Quota wrapper, unsigned 32-bit numbers. */
export function readLimits(settings: readonly QuotaSetting[]): SystemCenterQuota {
  try {
    let clouds: XmlElement | undefined;
    for (const { Key, Value } of settings) {
      const root = ROOTS[Key];
      if (root === undefined) throw new XmlProblem(`The setting ${Key} is not known`);
      const parsed = parseSetting(Key, Value);
      if (parsed.name !== root) throw new XmlProblem(`The root of setting ${Key} is <${parsed.name}>, not <${root}>`);
      if (Key === 'Clouds') clouds = parsed;
    }
    if (clouds === undefined) throw new XmlProblem('The setting Clouds is missing');
    return readCloud(clouds);
  } catch (error) {
    if (error instanceof XmlProblem) return { problem: error.message };
    throw error;
  }
}

function parseSetting(key: string, value: string): XmlElement {
  try {
    return parseQuotaXml(value);
  } catch (error) {
    if (error instanceof XmlProblem)
      throw new XmlProblem(`The setting ${key} is not well-formed XML: ${error.message}`);
    throw error;
  }
}

function readCloud(clouds: XmlElement): SystemCenterQuota {
  const found = clouds.children.filter(({ name }) => name === 'Cloud');
  const [cloud] = found;
  if (cloud === undefined || found.length > 1)
    throw new XmlProblem(`Clouds has ${found.length} Cloud elements instead of one`);
  const cloudId = readGuid(cloud, 'Id');
  const stampId = readGuid(cloud, 'StampId');
  const quotas = cloud.children.filter(({ name }) => name === 'Quota');
  const [quota] = quotas;
  if (quota === undefined || quotas.length > 1) throw new XmlProblem('Cloud does not have exactly one Quota element');
  const limits: Record<Dimension, number | null> = { vmCount: null, cpuCount: null, memoryMb: null, storageGb: null };
  for (const [dimension, role, member] of PAIRS) {
    limits[dimension] = readLimit(quota, role);
    readLimit(quota, member);
  }
  return { cloudId, stampId, limits, problem: null };
}

function readGuid(cloud: XmlElement, attribute: string): string {
  const value = cloud.attributes.get(attribute) ?? '';
  if (!GUID.test(value)) throw new XmlProblem(`The attribute ${attribute} of Cloud is not a GUID`);
  return value.toLowerCase();
}

/** null: the element is empty, which means unlimited. */
function readLimit(quota: XmlElement, name: string): number | null {
  const found = quota.children.filter((child) => child.name === name);
  const [element] = found;
  if (element === undefined || found.length > 1) throw new XmlProblem(`Quota does not have exactly one ${name}`);
  if (element.children.length > 0) throw new XmlProblem(`${name} has elements inside`);
  const text = element.text.trim();
  if (text === '') return null;
  if (!/^\d{1,10}$/.test(text) || Number(text) > LARGEST)
    throw new XmlProblem(`${name} is "${text.slice(0, 20)}", not an unsigned 32-bit number`);
  return Number(text);
}
