import { ControllerError } from '../../model/controller-error.ts';
import type { DaemonClient, RefusedPlan } from '../daemon/daemon-client.ts';
import { withDaemon } from '../daemon/with-daemon.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { shortFingerprint } from '../faces/approve-command.ts';
import { haltLines } from '../faces/halt-lines.ts';
import { isApprovable, refusedPlanLines } from '../faces/refused-plan.ts';
import type { GlobalOptions } from '../global-options.ts';
import { isHaltId } from '../halt.ts';
import { lookOf } from '../look-of.ts';
import { nameOfUser } from '../name-of-user.ts';
import { typedCommand } from '../typed-command.ts';

export interface ApproveOptions {
  readonly fingerprint: string;
  readonly by?: string;
  readonly yes?: boolean;
}

/** `vdc approve`: lets the daemon carry out the plan that it refuses, or follow a branch that was rewound. */
export async function runApprove(options: ApproveOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const by = nameOfUser(options.by, doors);
  return withDaemon(globals, doors, async (daemon) => {
    const fingerprint = await showWhat(options.fingerprint, daemon, globals, doors);
    if (!options.yes && !(await isMeant(doors))) {
      doors.err.write('Nothing was approved.\n');
      return exitCode.failed;
    }
    await daemon.approve(fingerprint, by);
    doors.out.write(`Approved as ${by}: ${fingerprint}\n`);
    return exitCode.ok;
  });
}

/** How the refused plan of a daemon is approved. */
export function approvalCommand(fingerprint: string, globals: GlobalOptions): string {
  return typedCommand(globals, `approve ${shortFingerprint(fingerprint, '')}`);
}

/** Shows what is about to be approved, and gives its whole name. */
async function showWhat(given: string, daemon: DaemonClient, globals: GlobalOptions, doors: CliDoors): Promise<string> {
  if (isHaltId(given)) return showHalt(given, daemon, globals, doors);
  if (isRevision(given)) {
    doors.out.write(`The specs as of ${given}, although that goes back behind what was acted on last.\n`);
    return given;
  }
  const { status } = await daemon.status();
  const refused = findRefused(given, status.refused);
  if (!isApprovable(refused))
    throw new ControllerError(
      'APPROVAL_USELESS',
      `The plan ${refused.fingerprint} is refused because what was observed cannot be trusted, and no approval helps: ${refused.unsafe.map(({ message }) => message).join(' ')} Mend the cause; the daemon looks again by itself.`,
    );
  const look = lookOf(doors.out, doors.env, globals.color);
  doors.out.write(`${refusedPlanLines(refused, look).join('\n')}\n`);
  return refused.fingerprint;
}

/** What was about to be done, and where the bundle of it lies. */
async function showHalt(given: string, daemon: DaemonClient, globals: GlobalOptions, doors: CliDoors): Promise<string> {
  const { halted } = (await daemon.status()).status;
  if (halted?.id !== given)
    throw new ControllerError(
      'APPROVAL_UNKNOWN',
      `The daemon is not halted by ${given}, so there is nothing to lift. ${halted === undefined ? 'It is not halted at all.' : `It is halted by ${halted.id}.`} Look at \`vdc status\`.`,
    );
  doors.out.write(doors.redact(`${haltLines(halted, lookOf(doors.out, doors.env, globals.color)).join('\n')}\n`));
  return given;
}

/** A revision names its kind (`git:…`), as a plan's fingerprint names its hash. */
function isRevision(given: string): boolean {
  return given.includes(':') && !given.startsWith('sha256:');
}

/** The refused plan, if that is meant: by its whole fingerprint, or by so much of it that nobody types it by chance. */
function findRefused(given: string, refused: RefusedPlan | undefined): RefusedPlan {
  const digits = given.replace(/^sha256:/, '').toLowerCase();
  if (!/^[0-9a-f]{8,64}$/.test(digits))
    throw new ControllerError(
      'FINGERPRINT_INVALID',
      `"${given}" names no plan: give its fingerprint, or at least the first 8 of its 64 hexadecimal digits; \`vdc status\` shows it. A revision is given with its kind: git:….`,
    );
  if (refused?.fingerprint.startsWith(`sha256:${digits}`)) return refused;
  const instead =
    refused === undefined
      ? 'No plan is refused now.'
      : `The plan that is refused now is ${refused.fingerprint}: the world or the specs have moved.`;
  throw new ControllerError(
    'APPROVAL_UNKNOWN',
    `The daemon refuses no plan ${given}, so there is nothing to approve. ${instead} Look at it with \`vdc status\` and \`vdc plan\`.`,
  );
}

async function isMeant(doors: CliDoors): Promise<boolean> {
  const answer = await doors.ask('\nApprove this? Only "yes" will do: ');
  if (answer === undefined)
    throw new ControllerError(
      'APPROVAL_UNCONFIRMED',
      'There is no terminal on which to ask, so nothing was approved. In scripts say --yes.',
    );
  return answer.trim().toLowerCase() === 'yes';
}
