import { ControllerError } from '../../../../model/controller-error.ts';

/** The error for a quota whose limits cannot be told. Shows nothing of the text itself, which may be long and is in WAP to be seen. */
export function badQuota(lack: string, cause?: unknown): ControllerError {
  return new ControllerError(
    'WAP_BAD_QUOTA',
    `The limits in the plan's systemcenter quota (setting Clouds) cannot be read: ${lack}. So the plan can be neither compared nor changed; correct its VM Clouds quota in the admin portal.`,
    cause === undefined ? {} : { cause },
  );
}
