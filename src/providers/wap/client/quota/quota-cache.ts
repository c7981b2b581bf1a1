import type { CloudQuota } from './cloud-quota.ts';
import type { QuotaShape } from './quota-shape.ts';

/** What has been read before. Kept by the caller from pass to pass; bounded, the oldest goes first. */
export interface QuotaCache {
  readonly byText: Map<string, CloudQuota>;
  readonly byShape: Map<string, QuotaShape>;
  readonly mostTexts: number;
}

const MOST_SHAPES = 500;

/** `mostTexts` should exceed the number of plans that are looked at in one pass. */
export function createQuotaCache(mostTexts = 20_000): QuotaCache {
  return { byText: new Map(), byShape: new Map(), mostTexts };
}

export function rememberText(cache: QuotaCache, xml: string, quota: CloudQuota): void {
  dropOldest(cache.byText, cache.mostTexts);
  cache.byText.set(xml, quota);
}

export function rememberShape(cache: QuotaCache, key: string, shape: QuotaShape): void {
  dropOldest(cache.byShape, MOST_SHAPES);
  cache.byShape.set(key, shape);
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  if (map.size < most) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}
