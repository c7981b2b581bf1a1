import type { MailAnswer } from '../mailer.ts';

export type Refused = Extract<MailAnswer, { readonly kind: 'refused' }>;

/** No, for now or until somebody mends something. */
export function refused(code: string, message: string, kind: 'later' | 'final' | 'uncertain' = 'later'): Refused {
  return { kind: 'refused', code, message, isFinal: kind === 'final', isUncertain: kind === 'uncertain' };
}
