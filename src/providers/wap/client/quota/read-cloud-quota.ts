import { badQuota } from './bad-quota.ts';
import { LIMIT_ELEMENTS, limitsOf, parseLimit, type CloudQuota, type CloudQuotaEntry } from './cloud-quota.ts';
import { locateLimits, type LocatedCloud } from './locate-limits.ts';
import { rememberShape, rememberText, type QuotaCache } from './quota-cache.ts';
import { readByShape, shapeKey, shapeOf } from './quota-shape.ts';

/**
 * The limits in a `Clouds` setting. A text that was read before costs a look into `cache`, and yields the very same object;
 * one that differs from it only in its numbers costs hardly more.
 *
 * Throws WAP_BAD_QUOTA, which concerns this one plan: a plan that is not ours may hold anything.
 */
export function readCloudQuota(xml: string, cache: QuotaCache): CloudQuota {
  const known = cache.byText.get(xml);
  if (known !== undefined) return known;
  const quota = readNew(xml, cache);
  rememberText(cache, xml, quota);
  return quota;
}

function readNew(xml: string, cache: QuotaCache): CloudQuota {
  const key = shapeKey(xml);
  const shape = key === null ? undefined : cache.byShape.get(key);
  const quick = shape === undefined ? null : readByShape(xml, shape);
  if (quick !== null) return quick;
  const located = locateLimits(xml);
  const quota = { clouds: located.map(entryOf) };
  const newShape = key === null ? null : shapeOf(xml, located);
  if (key !== null && newShape !== null) rememberShape(cache, key, newShape);
  return quota;
}

function entryOf({ id, stampId, limits }: LocatedCloud): CloudQuotaEntry {
  const values = LIMIT_ELEMENTS.map(([name]) => {
    const value = parseLimit(limits.find((limit) => limit.name === name)?.text ?? '');
    if (value === undefined) throw badQuota(`${name} is neither empty nor an unsigned 32-bit number`);
    return value;
  });
  return { id, stampId, ...limitsOf(values) };
}
