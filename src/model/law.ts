import type { VdcName } from './virtual-data-center.ts';

/** What never happens, whatever else is wrong. docs/reliability.md says where each is held. */
export type LawName =
  | 'never-foreign'
  | 'never-beyond-budget'
  | 'never-untrusted'
  | 'never-paused'
  | 'never-two-subscriptions'
  | 'never-below-use';

/** A law that would have been broken: what was kept from happening. Plain data, without secrets. */
export interface Broken {
  readonly law: LawName;
  /** Absent where it concerns no single VDC. */
  readonly vdc?: VdcName;
  /** In a sentence, with figures. */
  readonly message: string;
}

/** Nothing is changed any more until a person has looked: what a daemon or `apply` leaves behind when a law was about to be broken. */
export interface Halt extends Broken {
  /** `halt:…`: what an approval names. */
  readonly id: string;
  readonly atMs: number;
  /** Where the bundle lies, as a person there would type it. */
  readonly bundle?: string;
}
