import { ControllerError } from '../model/controller-error.ts';
import type { PlanScope } from '../model/plan.ts';

/** `--target NAME…` and `--selector k=v`. */
export function parseScope(options: {
  readonly target?: readonly string[];
  readonly selector?: readonly string[];
}): PlanScope {
  const labels = new Map<string, string>();
  for (const part of (options.selector ?? []).flatMap((text) => text.split(','))) {
    const at = part.indexOf('=');
    if (at < 1)
      throw new ControllerError(
        'SELECTOR_INVALID',
        `"${part}" is no label: a selector is KEY=VALUE, like --selector customer=acme.`,
      );
    const [key, value] = [part.slice(0, at), part.slice(at + 1)];
    if ((labels.get(key) ?? value) !== value)
      throw new ControllerError(
        'SELECTOR_INVALID',
        `--selector asks for ${key}=${labels.get(key)} and for ${key}=${value}; no VDC has both, so nothing was done.`,
      );
    labels.set(key, value);
  }
  // From entries, so that a label of any name is one, even "__proto__".
  const selector = Object.fromEntries(labels);
  return { targets: [...new Set((options.target ?? []).flatMap((text) => text.split(',')))].sort(), selector };
}
