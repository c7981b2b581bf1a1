import { Attribute, Change, ModifyRequest } from 'ldapts';
import { explainRefusal, RESULT, type Attempt } from './client/explain-refusal.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { guidDn } from './object-guid.ts';

/** Replaces one attribute of an object; without a value it is removed. */
export async function replaceAttribute(
  id: string,
  type: string,
  value: string | undefined,
  attempt: Omit<Attempt, 'origin'>,
  { session, origin }: DirectoryDoors,
  signal: AbortSignal,
): Promise<void> {
  const change = new Change({
    operation: 'replace',
    modification: new Attribute({ type, values: value === undefined ? [] : [value] }),
  });
  const dn = guidDn(id);
  const answer = await session.write(
    'modify',
    (messageId) => new ModifyRequest({ messageId, dn, changes: [change] }),
    signal,
  );
  if (answer.result !== 0) throw explainRefusal(answer, { ...attempt, origin });
}

/** `moved`: another value stood there. `not-spoken`: the server does not take a change of that form. */
export type Exchange = 'done' | 'moved' | 'not-spoken';

/**
 * Puts `after` in the place of `before` in one request, so that what somebody else wrote meanwhile is not overwritten. That Windows
 * takes this form for every attribute of its accounts is not established (wire: active-directory 6).
 */
export async function exchangeValue(
  id: string,
  type: string,
  values: { readonly before: string; readonly after: string },
  attempt: Omit<Attempt, 'origin'>,
  { session, origin }: DirectoryDoors,
  signal: AbortSignal,
): Promise<Exchange> {
  const changes = [
    new Change({ operation: 'delete', modification: new Attribute({ type, values: [values.before] }) }),
    new Change({ operation: 'add', modification: new Attribute({ type, values: [values.after] }) }),
  ];
  const dn = guidDn(id);
  const answer = await session.write('modify', (messageId) => new ModifyRequest({ messageId, dn, changes }), signal);
  if (answer.result === 0) return 'done';
  if (answer.result === RESULT.noSuchAttribute || answer.result === RESULT.attributeOrValueExists) return 'moved';
  const error = explainRefusal(answer, { ...attempt, origin });
  // Known reasons have codes of their own; a refusal without one is about the form.
  if (answer.result === RESULT.unwilling && error.code === 'DIRECTORY_REFUSED') return 'not-spoken';
  throw error;
}
