import { ControllerError } from '../../../model/controller-error.ts';
import type { ObservedVm, VdcAddress, VmOperation } from '../../../model/virtual-machine.ts';
import type { Asked } from '../../vm-provider.ts';
import type { RoleVmOperation } from '../client/cloud-services/vm-roles.ts';
import { operateVirtualMachine, type VmmOperation } from '../client/vm-clouds/write-virtual-machine.ts';
import { asked, refusedBy } from './asked.ts';
import { askOverRole } from './ask-over-role.ts';
import type { VmWays } from './vm-ways.ts';

const VMM_WORDS: Readonly<Record<VmOperation, VmmOperation>> = {
  start: 'Start',
  resume: 'Resume',
  shutdown: 'Shutdown',
  stop: 'Stop',
  save: 'SaveState',
  pause: 'Suspend',
};

const ROLE_WORDS: Readonly<Partial<Record<VmOperation, RoleVmOperation>>> = {
  start: 'Start',
  shutdown: 'Shutdown',
  stop: 'Stop',
};

/** With these VMM turns down what it cannot do to a machine of a role, rather than who asks or when (wire: vm-clouds 4.6). */
const NOT_THIS_WAY: ReadonlySet<unknown> = new Set([400, 405, 501]);

/**
 * Asks a machine. Whether VMM operates those of a VM role is not established: where it refuses, they are asked over their
 * role, and from then on first; there only starting and stopping is known.
 */
export async function operateVm(
  ways: VmWays,
  vdc: VdcAddress,
  vm: ObservedVm,
  operation: VmOperation,
  signal: AbortSignal,
): Promise<Asked> {
  const overVmm = async (): Promise<Asked> =>
    asked(await operateVirtualMachine(ways.scopeOf(vdc), vm, VMM_WORDS[operation], signal));
  const word = ROLE_WORDS[operation];
  const { roleName } = vm;
  if (ways.tenant === undefined || word === undefined || roleName === undefined) return answerOf(overVmm, signal);
  const { transport, roles } = ways.tenant;
  const overRole = async (): Promise<Asked> => {
    await askOverRole(transport, vdc, { id: vm.id, roleName }, word, signal);
    roles.areAskable = true;
    return asked();
  };
  return roles.areAskable
    ? firstThat([overRole, overVmm], isCertain, signal)
    : firstThat([overVmm, overRole], isNotThisWay, signal);
}

async function answerOf(ask: () => Promise<Asked>, signal: AbortSignal): Promise<Asked> {
  try {
    return await ask();
  } catch (error) {
    return refusedBy(error, signal);
  }
}

/** The other way is tried only when the first has certainly done nothing; refused by both, both are told. */
async function firstThat(
  [first, second]: readonly [() => Promise<Asked>, () => Promise<Asked>],
  isWorthTheOther: (error: unknown, signal: AbortSignal) => boolean,
  signal: AbortSignal,
): Promise<Asked> {
  try {
    return await first();
  } catch (error) {
    if (!isWorthTheOther(error, signal)) return refusedBy(error, signal);
    const refusal = refusedBy(error, signal);
    const answer = await answerOf(second, signal);
    if (answer.kind === 'asked' || answer.isUncertain === true) return answer;
    const { code, message } = refusal;
    return { kind: 'refused', code, message: `${message} The other way failed too: ${answer.message}` };
  }
}

function isNotThisWay(error: unknown): boolean {
  return error instanceof ControllerError && NOT_THIS_WAY.has(error.details['status']);
}

function isCertain(error: unknown, signal: AbortSignal): boolean {
  return refusedBy(error, signal).isUncertain !== true;
}
