import { badObject, isWireObject, readCount } from './read-wire.ts';

/** How many rows WAP says there are: `filtered` for this question, `total` in all; null where it does not say. */
export interface RowCounts {
  readonly total: number | null;
  readonly filtered: number | null;
}

export interface Envelope {
  readonly items: readonly unknown[];
  readonly counts: RowCounts;
}

/** The envelope of a paged list (wire: admin-api 5, "body shape"). Anything else is an error: `{}` must not look like an empty WAP. */
export function readEnvelope(json: unknown, kind: string): Envelope {
  const items = isWireObject(json) ? (json['items'] ?? json['Items']) : undefined;
  if (!isWireObject(json) || !Array.isArray(items)) throw badObject(`list of ${kind}`, 'it has no items');
  return {
    items,
    counts: {
      total: readCount(json['totalCount'] ?? json['TotalCount']),
      filtered: readCount(json['filteredTotalCount'] ?? json['FilteredTotalCount']),
    },
  };
}
