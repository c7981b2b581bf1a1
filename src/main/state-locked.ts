import { ControllerError } from '../model/controller-error.ts';

export function stateLocked(holder: string | undefined): ControllerError {
  return new ControllerError(
    'STATE_LOCKED',
    `The state is in use by ${holder ?? 'another process'}. Two controllers on one state would both carry out the same plan. Wait until it is done, or stop it; where a daemon runs, it applies what is committed by itself, and \`vdc reconcile NAME\` asks it to look now.`,
    { retry: 'later', ...(holder !== undefined && { details: { holder } }) },
  );
}
