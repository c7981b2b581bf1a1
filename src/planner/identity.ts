import type { VdcName } from '../model/virtual-data-center.ts';

/** Hashing is handed in, like the clock: the planner imports nothing of the platform. */
export interface Hashes {
  readonly sha1: (bytes: Uint8Array) => Uint8Array;
  /** Lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
}

export interface Identity {
  /** Lower-case GUID of the subscription. */
  readonly subscriptionId: string;
  /** What we ask WAP to call the hosting plan; it may decide otherwise. */
  readonly hostingPlanId: string;
  /** Unique in WAP, so the plan is found again by it. */
  readonly hostingPlanName: string;
}

/**
 * Everything a VDC is called in WAP follows from the installation and its name, so creating twice is harmless and what
 * is ours is provable without any memory. A later generation gets another subscription: whether WAP lets a GUID return
 * after its subscription was deleted is not established.
 */
export function mintIdentity(installation: string, name: VdcName, generation: number, hashes: Hashes): Identity {
  const subscriptionId = uuidV5(installation, generation === 1 ? name : `${name}#${generation}`, hashes);
  return {
    subscriptionId,
    // Letters and digits only, 25 at most: the longest id ever seen (wire: admin-api 7.1).
    hostingPlanId: `vdc${subscriptionId.replaceAll('-', '').slice(0, 22)}`,
    hostingPlanName: hostingPlanNameOf(name),
  };
}

export function hostingPlanNameOf(name: VdcName): string {
  return `VDC ${name}`;
}

/** RFC 9562, section 5.5. */
export function uuidV5(namespace: string, name: string, hashes: Hashes): string {
  const text = new TextEncoder().encode(name);
  const bytes = new Uint8Array(16 + text.length);
  const hex = namespace.replaceAll('-', '');
  for (let i = 0; i < 16; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  bytes.set(text, 16);
  const digest = hashes.sha1(bytes).slice(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const out = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${out.slice(0, 8)}-${out.slice(8, 12)}-${out.slice(12, 16)}-${out.slice(16, 20)}-${out.slice(20)}`;
}
