/** One `{Key, Value}` of a service's quota; the value is text that only the resource provider understands. */
export interface QuotaSetting {
  readonly Key: string;
  readonly Value: string;
}

/**
 * Thousands of plans carry the same four long XML texts. Interned, they are one string in memory and are escaped for
 * JSON once. What was seen only once (a plan's own limits) is not cached: that would cost more memory than it saves time.
 */
const POOL_SIZE = 512;
const pool = new Map<string, QuotaSetting>();
const escaped = new WeakMap<QuotaSetting, string>();

export function internSetting(key: string, value: string): QuotaSetting {
  const name = `${key}\n${value}`;
  const known = pool.get(name);
  if (known !== undefined) {
    pool.delete(name);
    pool.set(name, known);
    if (!escaped.has(known)) escaped.set(known, toJson(known));
    return known;
  }
  const fresh: QuotaSetting = { Key: key, Value: value };
  pool.set(name, fresh);
  if (pool.size > POOL_SIZE) for (const oldest of pool.keys()) return (pool.delete(oldest), fresh);
  return fresh;
}

export function settingsJson(settings: readonly QuotaSetting[]): string {
  let text = '[';
  for (const setting of settings) text += (text === '[' ? '' : ',') + (escaped.get(setting) ?? toJson(setting));
  return text + ']';
}

function toJson(setting: QuotaSetting): string {
  return `{"Key":${JSON.stringify(setting.Key)},"Value":${JSON.stringify(setting.Value)}}`;
}
