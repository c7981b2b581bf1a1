import type { Checks } from '../yaml/kinds/check.ts';
import { checkCount } from '../yaml/kinds/count.ts';
import { checkDuration } from '../yaml/kinds/duration.ts';
import { checkHostingPlanKey } from '../yaml/kinds/hosting-plan-key.ts';
import { checkText } from '../yaml/kinds/text.ts';
import { checkUuid } from '../yaml/kinds/uuid.ts';
import { checkAllowance } from './kinds/allowance.ts';
import { checkGitBranch, checkGitPath, checkGitUrl } from './kinds/git.ts';
import { checkLanguageTag } from './kinds/language.ts';
import { checkListen } from './kinds/listen.ts';
import { checkDistinguishedName, checkDomainName, checkSender, checkUrlPath } from './kinds/names.ts';
import {
  checkCommand,
  checkEnvironmentVariable,
  checkSecret,
  checkSecretFile,
  checkTokenSource,
} from './kinds/secret.ts';
import { checkStateUrl } from './kinds/state-url.ts';
import { checkUrl, HTTPS, LDAPS, SMTP, WEB } from './kinds/url.ts';

/** What has a say about each kind of value in `schemas/controller.schema.json`. */
export const settingsChecks: Checks = {
  uuid: checkUuid,
  hostingPlanKey: checkHostingPlanKey,
  duration: checkDuration,
  count: checkCount,
  allowance: checkAllowance,
  text: checkText(1000),
  path: checkText(4000),
  secret: checkSecret,
  tokenSource: checkTokenSource,
  command: checkCommand,
  environmentVariable: checkEnvironmentVariable,
  secretFile: checkSecretFile,
  httpsUrl: checkUrl(HTTPS),
  webUrl: checkUrl(WEB),
  ldapsUrl: checkUrl(LDAPS),
  smtpUrl: checkUrl(SMTP),
  stateUrl: checkStateUrl,
  gitUrl: checkGitUrl,
  gitBranch: checkGitBranch,
  gitPath: checkGitPath,
  urlPath: checkUrlPath,
  distinguishedName: checkDistinguishedName,
  domainName: checkDomainName,
  sender: checkSender,
  languageTag: checkLanguageTag,
  listen: checkListen,
};
