import type { AnswerHeaders } from './answer.ts';

export interface RefusalDetail {
  readonly Code: string;
  readonly Source: string;
  readonly Message: string;
}

/** The simulator says no: becomes the error body of the site it happens on. Nothing else is thrown at clients on purpose. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly details: readonly RefusalDetail[];
  readonly headers: AnswerHeaders;
  /** Without a body at all, as integrators have seen it from the real thing. */
  readonly isBare: boolean;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: readonly RefusalDetail[]; headers?: AnswerHeaders; isBare?: boolean } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = more.details ?? [];
    this.headers = more.headers ?? {};
    this.isBare = more.isBare ?? false;
  }
}

export function notFound(what: string): Refusal {
  return new Refusal(404, 'NotFound', `${what} was not found.`);
}
export function conflict(message: string, code = 'Conflict'): Refusal {
  return new Refusal(409, code, message);
}
export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}
export function notSimulated(what: string): Refusal {
  return new Refusal(501, 'NotSimulated', `${what} is not simulated.`);
}
