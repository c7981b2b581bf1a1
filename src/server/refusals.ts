import { ControllerError } from '../model/controller-error.ts';

/** What the server itself refuses. */

const LONGEST_PATH = 200;

export function routeUnknown(method: string, path: string): ControllerError {
  return new ControllerError(
    'ROUTE_UNKNOWN',
    `Nothing is served at ${method} ${path.slice(0, LONGEST_PATH)}. What there is stands in /api/v1/openapi.json.`,
  );
}

export function vdcUnknown(name: string): ControllerError {
  return new ControllerError(
    'VDC_UNKNOWN',
    `Nothing is known of a VDC ${JSON.stringify(name)}. Correct the name; /api/v1/vdcs lists those there are.`,
  );
}

export function requestInvalid(what: string, cause?: unknown): ControllerError {
  return new ControllerError(
    'REQUEST_INVALID',
    `The request was not understood, and nothing was done: ${what}. What it must look like stands in /api/v1/openapi.json.`,
    { cause },
  );
}

export function serverStopping(): ControllerError {
  return new ControllerError('SERVER_STOPPING', 'This daemon is stopping. Ask again when one runs.', {
    retry: 'later',
  });
}
