import { PresenceFilter, SearchRequest } from 'ldapts';
import { ControllerError } from '../../../model/controller-error.ts';
import { explainRefusal, RESULT, type Attempt } from './explain-refusal.ts';
import type { LdapEntry } from './ldap-answer.ts';
import type { LdapSession } from './ldap-session.ts';

/**
 * One object, by its DN or by `<GUID=…>`; null only where the server says outright that there is none. An answer that neither
 * shows nor denies it is an error: what could not be read must not look like what is gone.
 */
export async function readEntry(
  session: LdapSession,
  base: string,
  attributes: readonly string[],
  attempt: Attempt,
  signal: AbortSignal,
): Promise<LdapEntry | null> {
  const make = (messageId: number): SearchRequest =>
    new SearchRequest({
      messageId,
      baseDN: base,
      scope: 'base',
      filter: new PresenceFilter({ attribute: 'objectClass' }),
      attributes: [...attributes],
    });
  const answer = await session.read((ask) => ask(make), signal);
  if (answer.result === RESULT.noSuchObject) return null;
  if (answer.result !== 0) throw explainRefusal(answer, attempt);
  const [entry, ...others] = answer.entries;
  if (entry === undefined || others.length > 0) {
    throw new ControllerError(
      'DIRECTORY_INCOMPLETE',
      `The domain controller (${attempt.origin}), asked to ${attempt.doing}, neither showed one object nor said that there is none. Most often the service account may not read it: see docs/permissions.md#active-directory.`,
      { retry: 'later', details: { origin: attempt.origin, entries: answer.entries.length } },
    );
  }
  return entry;
}
