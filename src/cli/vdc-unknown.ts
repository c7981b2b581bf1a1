import { ControllerError } from '../model/controller-error.ts';

export function vdcUnknown(name: string): ControllerError {
  return new ControllerError(
    'VDC_UNKNOWN',
    `Nothing is known of a VDC "${name}". \`vdc get\` lists all; one that was declared but never applied shows in \`vdc plan\`.`,
  );
}
