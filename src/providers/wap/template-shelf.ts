import { getPlan } from './client/admin-api/plans.ts';
import type { WapDoors } from './wap-doors.ts';

/** A template's service quotas exactly as WAP sent them. */
export type RawServiceQuotas = readonly Readonly<Record<string, unknown>>[];

/** Templates as they were fetched for this apply: a thousand VDCs cut from one template read it once. */
export interface TemplateShelf {
  fetch(templateId: string, signal: AbortSignal): Promise<RawServiceQuotas>;
  /** A new pass looks anew. */
  clear(): void;
}

export function createTemplateShelf(doors: WapDoors): TemplateShelf {
  let shelf = new Map<string, Promise<RawServiceQuotas>>();
  return {
    fetch(templateId, signal) {
      const known = shelf.get(templateId);
      if (known !== undefined) return known;
      const fetching = getPlan(doors.admin, templateId, signal).then(({ raw }) => rawQuotas(raw));
      // A failure is not kept: the next VDC asks again.
      fetching.catch(() => shelf.delete(templateId));
      shelf.set(templateId, fetching);
      return fetching;
    },
    clear() {
      shelf = new Map();
    },
  };
}

/** The entries are WAP's own objects; they are only handed back to it. */
export function rawQuotas(raw: Readonly<Record<string, unknown>>): RawServiceQuotas {
  const quotas = raw['ServiceQuotas'];
  return Array.isArray(quotas) ? (quotas as RawServiceQuotas) : [];
}
