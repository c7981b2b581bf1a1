/** The limits of one side; null means unlimited. Units are VMM's own (wire: vm-clouds 2.1). */
export interface QuotaLimits {
  readonly vmCount: number | null;
  readonly cpuCount: number | null;
  readonly memoryMb: number | null;
  readonly storageGb: number | null;
}

/** `role` binds all members of a subscription together, `member` each one alone; when they differ, a co-admin gets less than the owner. */
export interface CloudLimits {
  readonly role: QuotaLimits;
  readonly member: QuotaLimits;
}

export interface CloudQuotaEntry extends CloudLimits {
  /** GUIDs in lower case, without braces. */
  readonly id: string;
  readonly stampId: string;
}

/** What the `Clouds` setting of service `systemcenter` says. WAP's plans name exactly one cloud; the format allows more. */
export interface CloudQuota {
  readonly clouds: readonly CloudQuotaEntry[];
}

/** The elements that hold the limits, in the order in which they are written where they are missing. */
export const LIMIT_ELEMENTS = [
  ['RoleVMCount', 'role', 'vmCount'],
  ['MemberVMCount', 'member', 'vmCount'],
  ['RoleCPUCount', 'role', 'cpuCount'],
  ['MemberCPUCount', 'member', 'cpuCount'],
  ['RoleMemoryMB', 'role', 'memoryMb'],
  ['MemberMemoryMB', 'member', 'memoryMb'],
  ['RoleStorageGB', 'role', 'storageGb'],
  ['MemberStorageGB', 'member', 'storageGb'],
] as const satisfies readonly (readonly [string, keyof CloudLimits, keyof QuotaLimits])[];

export type LimitElement = (typeof LIMIT_ELEMENTS)[number][0];

const LARGEST = 0xffff_ffff;

/** Limits in the order of LIMIT_ELEMENTS as the two sides they make. */
export function limitsOf(values: readonly (number | null)[]): CloudLimits {
  const at = (index: number): number | null => values[index] ?? null;
  return {
    role: { vmCount: at(0), cpuCount: at(2), memoryMb: at(4), storageGb: at(6) },
    member: { vmCount: at(1), cpuCount: at(3), memoryMb: at(5), storageGb: at(7) },
  };
}

/** A limit as written: null for nothing (unlimited), undefined for what is no unsigned 32-bit number. */
export function parseLimit(text: string): number | null | undefined {
  const digits = text.trim();
  if (digits === '') return null;
  if (!/^\d{1,20}$/.test(digits)) return undefined;
  const value = Number(digits);
  return value <= LARGEST ? value : undefined;
}

export function isLimit(value: number | null): boolean {
  return value === null || (Number.isInteger(value) && value >= 0 && value <= LARGEST);
}
