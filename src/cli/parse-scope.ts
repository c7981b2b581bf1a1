import { ControllerError } from '../model/controller-error.ts';
import type { PlanScope } from '../model/plan.ts';

/** `--target NAME…` and `--selector k=v`. */
export function parseScope(options: {
  readonly target?: readonly string[];
  readonly selector?: readonly string[];
}): PlanScope {
  const selector: Record<string, string> = {};
  for (const part of (options.selector ?? []).flatMap((text) => text.split(','))) {
    const at = part.indexOf('=');
    if (at < 1)
      throw new ControllerError(
        'SELECTOR_INVALID',
        `"${part}" is no label: a selector is KEY=VALUE, like --selector customer=acme.`,
      );
    selector[part.slice(0, at)] = part.slice(at + 1);
  }
  return { targets: (options.target ?? []).flatMap((text) => text.split(',')).sort(), selector };
}
