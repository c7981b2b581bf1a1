import type { PlannedVdc, Warning } from '../model/plan.ts';
import type { OnSuspend, VdcName } from '../model/virtual-data-center.ts';
import type { PlannerInput } from './planner-input.ts';

/**
 * What the settings keep us from doing to machines, said once for the whole plan: WAP locks a customer out and leaves the
 * machines running (wire: admin-api 6.3), and a suspended subscription shows them to nobody but SPF (wire: vm-clouds 6).
 */
export function warnOfVms(
  vdcs: readonly PlannedVdc[],
  wishOf: (name: VdcName) => OnSuspend | undefined,
  { rules, closer }: Pick<PlannerInput, 'rules' | 'closer'>,
): readonly Warning[] {
  const suspended = vdcs.filter(
    ({ name, actions }) =>
      wishOf(name) !== 'none' && actions.some(({ verb, kind }) => verb === 'suspend' && kind === 'subscription'),
  );
  const warnings: Warning[] = [];
  if (suspended.length > 0 && rules.vmAccess === 'none')
    warnings.push({
      code: 'VMS_KEEP_RUNNING',
      message: `${these(suspended.length)} to be suspended ${suspended.length === 1 ? 'keeps its' : 'keep their'} machines running: the settings give neither wap.spf nor wap.tenantApi, through which onSuspend could be done. Add one of them, stop the machines in VMM, or write onSuspend: none.`,
    });
  const resting = vdcs.some(({ actions }) => actions.some(({ verb, kind }) => verb === 'suspend' && kind === 'vms'));
  if (resting && rules.vmAccess === 'tenant')
    warnings.push({
      code: 'VMS_UNSEEN',
      message: `Without wap.spf the machines of a suspended VDC cannot be seen: one that runs there all the same, started in the last moment or in VMM, goes unnoticed. With wap.spf it would be found and stopped.`,
    });
  const unread = [...closer.vms.values()].find((answer) => 'unread' in answer);
  if (unread !== undefined && 'unread' in unread)
    warnings.push({
      code: 'VMS_UNREAD',
      message: `Whether machines run in suspended VDCs could not be seen: ${unread.unread}`,
    });
  return warnings;
}

function these(count: number): string {
  return count === 1 ? 'The VDC that is' : `The ${count} VDCs that are`;
}
