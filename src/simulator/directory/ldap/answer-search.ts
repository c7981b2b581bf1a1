import { ldapProblem } from '../directory-refusal.ts';
import type { DirectoryCall } from '../entries/directory-context.ts';
import { rootDse } from '../entries/root-dse.ts';
import { findMatching, otherPartitions, showEntry } from '../entries/search-entries.ts';
import { CONTROL, type ReadControls } from './controls.ts';
import type { SearchOperation } from './ldap-request.ts';
import type { PagedSearches } from './paged-searches.ts';
import { RESULT } from './results.ts';
import { type FoundEntry, type LdapResult, writePagedValue } from './write-response.ts';

export interface SearchAnswer {
  readonly entries: readonly FoundEntry[];
  readonly references: readonly string[];
  readonly end: LdapResult;
}

export const DONE: LdapResult = { result: RESULT.success, diagnostic: '', matchedDn: '', referrals: [] };

/** What a search finds, at most a page of it. Throws a DirectoryRefusal. */
export function answerSearch(
  call: DirectoryCall,
  search: SearchOperation,
  { page, isDomainOnly }: ReadControls,
  pages: PagedSearches,
): SearchAnswer {
  if (search.base === '' && search.scope === 'base')
    return { entries: [rootDse(call.now, search.attributes)], references: [], end: DONE };
  checkLoggedIn(call);
  const isFirst = page === null || page.cookie.length === 0;
  const found = isFirst ? findMatching(call, search) : pages.take(page.cookie, search);
  if (found === null)
    throw ldapProblem(RESULT.unwillingToPerform, '00000057', 'The cookie of the page is not known on this connection');
  const largest = call.knobs.get('directory-page-size');
  const size = page === null || page.size <= 0 ? largest : Math.min(page.size, largest);
  const room = search.sizeLimit > 0 ? Math.min(size, search.sizeLimit) : size;
  const entries = found.slice(0, room).flatMap((guid) => {
    // Between two pages it may have gone.
    const entry = call.world.directory.get(guid);
    return entry === undefined ? [] : showEntry(call, entry, search);
  });
  const references = isFirst ? otherPartitions(call, search, isDomainOnly) : [];
  const rest = found.slice(room);
  if (page === null || room < size) return { entries, references, end: rest.length === 0 ? DONE : TOO_MANY };
  const cookie = pages.keep(rest, search);
  return { entries, references, end: { ...DONE, controls: [{ oid: CONTROL.pages, value: writePagedValue(cookie) }] } };
}

const TOO_MANY: LdapResult = {
  ...DONE,
  result: RESULT.sizeLimitExceeded,
  diagnostic: '00002023: SvcErr: DSID-031A1254, problem 5010 (ADMIN_LIMIT_EXCEEDED), data 0\n',
};

/** Nobody sees anything but the root before a login. */
export function checkLoggedIn({ caller }: DirectoryCall): void {
  if (caller.kind === 'anonymous')
    throw ldapProblem(
      RESULT.operationsError,
      '000004DC',
      'In order to perform this operation a successful bind must be completed on the connection.',
    );
}
