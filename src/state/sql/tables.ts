import type { Generated } from 'kysely';

/**
 * What both databases have in common. What the model knows as one thing stands as JSON in one column, exactly as it was
 * given; beside it only what is looked for.
 */
export interface Tables {
  readonly inventory: { readonly name: string; readonly generation: number; readonly entry: string };
  readonly past_vdc: { readonly name: string; readonly generation: number };
  readonly created_user: { readonly name: string; readonly at_ms: number };
  readonly account: { readonly id: string; readonly account: string };
  readonly held_vms: { readonly subscription_id: string; readonly held: string };
  readonly intent: {
    /** In the order of writing. */
    readonly position: Generated<number>;
    readonly id: string;
    readonly vdc: string;
    readonly intent: string;
  };
  readonly destruction: {
    readonly id: Generated<number>;
    readonly at_ms: number;
    readonly kind: string;
    readonly subject: string;
  };
  readonly history: HistoryTable;
  readonly status: { readonly name: string; readonly status: string };
  readonly pause: { readonly vdc: string; readonly pause: string };
  readonly approval: { readonly fingerprint: string; readonly at_ms: number; readonly approval: string };
  readonly note: { readonly name: string; readonly value: string };
}

interface HistoryTable {
  readonly id: Generated<number>;
  /** Grows with each writing, also when a record is only counted: the newest is the one that was written last. */
  readonly turn: number;
  readonly vdc: string;
  readonly resource: string;
  readonly at_ms: number;
  readonly fingerprint: string;
  readonly count: number;
  /** Null: written once. */
  readonly first_at_ms: number | null;
  /** What makes it this record and no other: all members but those that have columns of their own for their change. */
  readonly record: string;
}
