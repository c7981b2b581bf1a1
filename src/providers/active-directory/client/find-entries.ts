import { Control, PagedResultsControl, SearchRequest, type Filter } from 'ldapts';
import { ControllerError } from '../../../model/controller-error.ts';
import { explainRefusal, type Attempt } from './explain-refusal.ts';
import type { LdapEntry } from './ldap-answer.ts';
import type { Ask, LdapSession } from './ldap-session.ts';

export interface Search {
  readonly base: string;
  readonly scope: 'sub' | 'one';
  readonly filter: Filter;
  readonly attributes: readonly string[];
  /** Objects a page, at most 1,000: Active Directory gives no more. */
  readonly pageSize: number;
  /** Parts of the tree that another server keeps (DNS zones, child domains): no part of the answer, or proof that it is short. */
  readonly elsewhere: 'ignored' | 'refused';
}

/** "Do not send me on": Active Directory then leaves out what other servers keep. Samba does not know it. */
const DOMAIN_SCOPE = '1.2.840.113556.1.4.1339';
const SERVER_TIME_LIMIT_S = 60;
/** An OU of a hundred thousand accounts needs a hundred pages; a server that never ends needs a bound. */
const MOST_PAGES = 10_000;

/**
 * All objects that a search finds, page by page. Throws `DIRECTORY_INCOMPLETE`, or what the server said, when that is not certainly
 * all: a page that came short, was cut, or was not confirmed to be the last one, ends in an error and never in a short list.
 */
export function findEntries(
  session: LdapSession,
  search: Search,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<readonly LdapEntry[]> {
  return session.read((ask) => readPages(ask, search, attempt), signal);
}

async function readPages(ask: Ask, search: Search, attempt: Attempt): Promise<readonly LdapEntry[]> {
  const found: LdapEntry[] = [];
  let cookie: Buffer = Buffer.alloc(0);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const paging = new PagedResultsControl({ critical: true, value: { size: search.pageSize, cookie } });
    const answer = await ask(
      (messageId) =>
        new SearchRequest({
          messageId,
          baseDN: search.base,
          scope: search.scope,
          filter: search.filter,
          attributes: [...search.attributes],
          timeLimit: SERVER_TIME_LIMIT_S,
          controls: [paging, new Control(DOMAIN_SCOPE)],
        }),
    );
    if (answer.result !== 0) throw explainRefusal(answer, attempt);
    if (answer.references > 0 && search.elsewhere === 'refused')
      throw incomplete(attempt, 'that another server holds a part');
    // We said that paging is essential: whoever is silent about it has not understood what was asked for.
    if (answer.cookie === undefined) throw incomplete(attempt, 'nothing of whether there is another page');
    for (const entry of answer.entries) found.push(entry);
    // An empty page is not the last one: only an empty cookie says so (RFC 2696), and Active Directory does send empty pages.
    if (answer.cookie.length === 0) return found;
    cookie = answer.cookie;
  }
  throw incomplete(attempt, `that there is more after ${MOST_PAGES} pages`);
}

function incomplete({ origin, doing }: Attempt, said: string): ControllerError {
  return new ControllerError(
    'DIRECTORY_INCOMPLETE',
    `The domain controller (${origin}), asked to ${doing}, said ${said}, so what it told may be a part only. A part is never taken for the whole: nothing was decided by it. Is \`directory.url\` a domain controller of this domain?`,
    { retry: 'later', details: { origin } },
  );
}
