import { emptyAnswer, jsonAnswer, type Answer } from '../http/answer.ts';
import type { Refusal } from '../http/refusal.ts';
import type { Knobs } from '../knobs/knobs.ts';

/** `{Code, Message, Details}`; a refused token looks as the knobs say. */
export function formatAdminError(refusal: Refusal, knobs: Knobs): Answer {
  const isTokenRefusal = refusal.status === 401 && refusal.code === 'Unauthorized';
  const status = isTokenRefusal ? Number(knobs.get('bad-token-status')) : refusal.status;
  const headers: Record<string, string | readonly string[]> = { ...refusal.headers };
  if (status === 401 && knobs.get('www-authenticate') === 'on') headers['www-authenticate'] = 'Bearer';
  const answer = refusal.isBare ? emptyAnswer(status) : jsonAnswer(status, JSON.stringify(errorBody(refusal, knobs)));
  return { ...answer, headers };
}

function errorBody(refusal: Refusal, knobs: Knobs): unknown {
  const base = { Code: refusal.code, Message: refusal.message };
  if (refusal.details.length > 0) return { ...base, Details: refusal.details };
  const face = knobs.get('error-details');
  if (face === 'absent') return base;
  return { ...base, Details: face === 'empty' ? [] : null };
}
