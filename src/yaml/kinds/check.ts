import type { Complaint } from '../text-problem.ts';

/** What a kind of value has against one; `field` is the name that the author knows it by. Never throws. */
export type Check = (value: unknown, field: string) => Complaint | undefined;

/** By the name of the kind in the schema's `$defs`. */
export type Checks = Readonly<Record<string, Check>>;
