import type { ObservedHostingPlan } from '../model/observed-state.ts';
import type { Block } from '../model/plan.ts';
import type { PowerCase } from './plan-power.ts';

/** What a tenant may not do cannot be done in his name either: his hosting plan must allow to save (wire: vm-clouds 2.2). */
export function blockSave(
  { onSuspend, sight }: Pick<PowerCase, 'onSuspend' | 'sight'>,
  { displayName, quota }: ObservedHostingPlan,
): Block | undefined {
  if (onSuspend !== 'save' || sight.input.rules.vmAccess !== 'tenant' || mayCustomerSave(quota)) return undefined;
  return {
    code: 'SAVE_NOT_ALLOWED',
    message: `onSuspend: save is to be done in the customer's name, but hosting plan "${displayName}" does not allow its customers to save machines (its Actions lack Save).`,
    wayOut: `Allow it in that hosting plan, add wap.spf to the settings, or write another onSuspend: shutdown is the usual one.`,
  };
}

function mayCustomerSave(quota: ObservedHostingPlan['quota']): boolean {
  return quota?.tenantActions.some((action) => action.toLowerCase() === 'save') ?? false;
}
