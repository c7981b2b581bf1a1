/** One behaviour that is not established for a real WAP: the choices, and the one we start with. */
interface ChoiceKnob {
  readonly kind: 'choice';
  readonly values: readonly string[];
  readonly default: string;
  readonly about: string;
}
interface NumberKnob {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly about: string;
}
export type Knob = ChoiceKnob | NumberKnob;

function choice<const V extends readonly [string, ...string[]]>(values: V, about: string) {
  // The first value is the default, so that the table reads "default, other".
  return { kind: 'choice', values, default: values[0] as V[number], about } as const;
}
function number(value: number, min: number, max: number, about: string) {
  return { kind: 'number', min, max, default: value, about } as const;
}
function onOff(about: string) {
  return choice(['off', 'on'], about);
}

/** Every knob, by its published name. docs/simulator.md holds the same table; a test compares them. */
export const KNOBS = {
  // Ids
  'plan-id': choice(['honour', 'override'], 'Whether POST /plans and /addons keep the `Id` of the caller'),
  'reused-subscription-id': choice(
    ['allow', 'refuse', 'out-of-sync'],
    'A GUID whose subscription was deleted comes again: accepted, 409, or accepted but refused by the provider',
  ),
  'reused-plan-id': choice(['allow', 'refuse'], 'The `Id` of a deleted plan comes again: accepted or 409'),
  'guid-case': choice(['lower', 'upper'], 'Case of `SubscriptionID` in answers'),
  // Lists
  'page-size-default': number(100, 1, 100_000, 'Rows of a page when `take` is absent'),
  'page-size-max': number(1000, 1, 100_000, 'Largest page'),
  'oversized-take': choice(['clamp', 'refuse'], 'A `take` above the largest page: cut down, or 400'),
  'list-order': choice(
    ['unstable', 'stable', 'shifting'],
    'Order of rows: changes with every write, by creation, or changes with every request (pages overlap)',
  ),
  'filter-match': choice(['contains', 'prefix'], 'How `filter` matches the user or plan name'),
  counts: choice(['present', 'null'], '`filteredTotalCount` and `totalCount` of the list envelope'),
  // Statuses
  'post-subscription-status': choice(['200', '201'], 'Status of a successful POST /subscriptions'),
  'patch-same-status': choice(['ok', 'conflict'], 'PATCH to the status it already has: 200 or 409'),
  'patch-delete-pending': choice(
    ['conflict', 'bad-request', 'ignore'],
    'PATCH of a subscription in DeletePending: 409, 400, or 200 without effect',
  ),
  'delete-used-plan': choice(
    ['conflict', 'error', 'allow'],
    'DELETE of a plan with subscriptions: 409, 500, or allowed',
  ),
  'delete-user-with-subscriptions': choice(
    ['conflict', 'bad-request'],
    'DELETE of a user with subscriptions and neither flag: 409 or 400',
  ),
  'remove-used-service': choice(
    ['allow', 'refuse'],
    'DELETE of a service from a plan with subscriptions: allowed or 409',
  ),
  'detach-add-on-status': choice(['200', '202', '204'], 'Status of removing an add-on instance'),
  'add-on-over-max': choice(['bare-406', '406', '409'], 'Attaching beyond MaxOccurrencesPerPlan; `bare` has no body'),
  'add-on-not-linked': choice(['409', '400', '404'], 'Attaching an add-on that the plan does not offer'),
  'bad-token-status': choice(['401', '403'], 'Status for a missing, bad or expired token'),
  'www-authenticate': choice(['on', 'off'], 'Whether that 401 carries WWW-Authenticate'),
  'suspended-tenant-status': choice(
    ['403', '401', '404', '409'],
    'Status of tenant calls into a suspended subscription',
  ),
  // Rules
  'max-subscriptions-per-account': choice(['enforce', 'ignore'], 'Whether POST /subscriptions enforces it'),
  'unconfigured-plan': choice(
    ['allow', 'refuse'],
    'A subscription to a plan whose services are not configured: allowed or 409',
  ),
  'decommissioned-plan': choice(['refuse', 'allow'], 'A new subscription to a decommissioned plan: 409 or allowed'),
  'invitation-code': choice(
    ['ignore', 'enforce'],
    'Whether a plan with an invitation code refuses POST /subscriptions',
  ),
  'put-plan': choice(['replace', 'merge'], 'Members missing from PUT /plans/{id} and /addons/{id}: lost or kept'),
  'put-plan-quotas': choice(['ignore', 'honour'], '`ServiceQuotas` in PUT /plans/{id}'),
  'quota-validation': choice(['later', 'at-once'], 'A malformed quota: OutOfSync afterwards, or 400 with details'),
  'user-suspension': choice(['alone', 'cascade'], 'Suspending a user: only the user, or its subscriptions too'),
  'migrate-suspended': choice(['allow', 'refuse'], 'Moving a suspended subscription to another plan: allowed or 409'),
  'migrate-missing-service': choice(
    ['allow', 'refuse'],
    'Moving to a plan that lacks a service: it is dropped, or 409',
  ),
  'migrate-add-ons': choice(['drop', 'keep', 'refuse'], 'Attached add-ons that the target plan does not offer'),
  principal: choice(
    ['ignore', 'compare', 'require'],
    '`x-ms-principal-id` on the Admin API: ignored, compared with the token, or required as well',
  ),
  'enum-names-input': choice(['accept', 'user-state-only'], 'Enums given by name in request bodies'),
  'strict-bodies': onOff('Members the simulator does not know are refused with 400'),
  'unknown-sort': choice(['accept', 'refuse'], 'A `sortProperty` the simulator does not know: creation order, or 400'),
  // Time
  date: choice(['none', 'simulated'], '`Date` in each answer: not there, or the time of the simulated clock'),
  'sync-ms': number(300, 0, 86_400_000, 'How long Syncing lasts; 0: the answer already shows InSync'),
  'delete-ms': number(500, 0, 86_400_000, 'How long DeletePending lasts; 0: gone when DELETE has answered'),
  'tenant-ready-ms': number(0, 0, 86_400_000, 'After an activation, how long tenant calls are still refused'),
  // What is in use
  'delete-with-use': choice(
    ['deletes', 'refuses', 'leaves'],
    'DELETE of a subscription that still has machines: they go too, the provider refuses, or they stay behind',
  ),
  'shrink-below-use': choice(['accept', 'out-of-sync'], 'A quota below what is in use'),
  'add-on-arithmetic': choice(['sum', 'max'], 'How the provider combines the limits of plan and add-ons'),
  'empty-add-on-limit': choice(['ignored', 'unlimited'], 'An empty limit in an add-on'),
  'reactivation-pushes-quota': onOff('Whether activating a subscription pushes its quota again'),
  // Faces
  enums: choice(['numbers', 'names'], 'Enums in answers'),
  'extra-members': onOff('Every object carries members that no contract knows, as newer builds might'),
  'request-id': onOff('Whether answers carry x-ms-request-id'),
  'error-details': choice(['null', 'empty', 'absent'], '`Details` of an error that has none'),
  'service-state': choice(['registered', 'Active'], '`State` of a subscription service'),
  'provider-passwords': choice(['null', 'masked'], '`AuthenticationPassword` of resource providers: null or asterisks'),
  'usage-summaries': choice(['figures', 'empty', 'failed'], 'What systemcenter answers to usagesummaries'),
  'odata-numbers': choice(['numbers', 'strings'], 'Quota and use in OData: Int32-like numbers or Int64-like strings'),
  'zero-use': choice(['zero', 'null'], '`UserRoleUsage` when nothing is in use'),
  // Service Provider Foundation
  'spf-auth': choice(['both', 'basic', 'ntlm'], 'How SPF lets Windows accounts log in: Basic and NTLM, or one of them'),
  'spf-no-group-status': choice(
    ['403', '401'],
    'Status of SPF for an account that is not in its local group SPF_VMM, or SPF_Admin for its own objects',
  ),
  'spf-principal': choice(
    ['not-needed', 'required'],
    'Whether SPF wants `x-ms-principal-id` on the path to all of VMM; below a subscription it always does',
  ),
  // Virtual machines
  'vm-job-ms': number(1000, 0, 86_400_000, 'How long a job on a virtual machine takes'),
  'guest-shutdown-ms': number(3000, 0, 86_400_000, 'How long a guest takes to shut down when it is asked to'),
  'guest-patience-ms': number(120_000, 0, 86_400_000, 'How long VMM waits for a guest that does not answer Shutdown'),
  'unanswered-shutdown': choice(
    ['fails', 'hangs', 'completes'],
    'Shutdown that the guest does not answer: the job fails, never ends, or ends with information; the machine stays on',
  ),
  'stop-during-shutdown': choice(
    ['cancels', 'refuses'],
    'Stop while a Shutdown is under way: it takes over, or does not fit the state',
  ),
  'wrong-state-operation': choice(
    ['bad-request', 'failed-job', 'no-op'],
    'An operation that does not fit the state: 400, a job that fails, or a job that does nothing',
  ),
  'operation-case': choice(['exact', 'any'], 'Whether the words of `Operation` are taken in any case'),
  'operation-on-role-vms': choice(['works', 'bad-request'], '`Operation` on the machine of a VM role'),
  'action-denied': choice(
    ['forbidden', 'failed-job', 'ignored'],
    "A tenant's operation that the plan's Actions do not allow: 403, a job that fails, or done all the same",
  ),
  'quota-exceeded': choice(
    ['bad-request', 'conflict', 'failed-job', 'ignored'],
    'A new machine, or a Start, beyond the quota: 400, 409, a job that fails, or done all the same',
  ),
  'start-over-quota': choice(
    ['allowed', 'refused'],
    'Start by a tenant whose use is above the limit: allowed, or as `quota-exceeded` says',
  ),
  'delete-running-vm': choice(
    ['bad-request', 'conflict', 'failed-job'],
    'DELETE of a machine that is not off: 400, 409, or a job that fails',
  ),
  'network-deletion': choice(
    ['allowed', 'last', 'refused'],
    'DELETE of a VM network: done, 400 while its subscription has a machine, or 400',
  ),
  'role-write-status': choice(
    ['202', '204'],
    'Status of DELETE of a cloud service, and of what is done with a machine of a VM role',
  ),
  'put-vm': choice(
    ['keep', 'reset'],
    'Members left out of a PUT of a machine: kept, or set to their defaults (MERGE always keeps)',
  ),
  'vm-job-id': choice(
    ['job', 'absent', 'wrong'],
    '`x-ms-request-id` of a write in VMM: the id of the job, none, or another',
  ),
  'blocking-write-ms': number(
    100_000,
    0,
    86_400_000,
    'How long a write without RunAsynchronously waits for its job; then it fails, while the job goes on',
  ),
  'blocking-write-status': choice(['500', '504'], 'Status of a write that waited in vain'),
  'admin-path-writes': choice(['405', '403', 'allow'], 'Writes over the pass-through of the Admin API to VMM'),
  'vm-select': choice(['accept', 'refuse', 'ignore'], '`$select` on VirtualMachines: honoured, 400, or without effect'),
  'vm-filter': choice(
    ['documented', 'any'],
    '`$filter` on VirtualMachines: ID, Name and StampId only, or every property, `Owner/RoleID` too',
  ),
  'vmm-page-size': number(0, 0, 100_000, 'Rows of a page of VMM; 0: everything comes in one'),
  'unscoped-use': choice(
    ['answers', 'empty', 'refuses'],
    'QuotaAndUsageComponents for the administrator of VMM: rows of every role, none, or 400',
  ),
  'stopped-use': choice(
    ['everything', 'storage-only'],
    'What a machine that is off takes of the quota; in the library it takes nothing',
  ),
  'memory-use': choice(['startup', 'maximum'], 'What counts of dynamic memory'),
  'storage-use': choice(['provisioned', 'used'], 'What counts of a disk'),
  'custom-quota-dimension': onOff('A fifth, custom-quota row among QuotaAndUsageComponents'),
  // Active Directory
  'directory-page-size': number(
    1000,
    1,
    100_000,
    'Largest page of a search in the directory, and its limit without pages',
  ),
  'password-min-length': number(7, 0, 127, 'Least length of a password in the domain'),
  'password-complexity': choice(
    ['on', 'off'],
    'Whether a password needs three kinds of characters, and no name of its owner in it',
  ),
  'refused-password-result': choice(['53', '19'], 'Result of a password that the policy refuses, both with 0000052D'),
  'password-in-add': choice(['refuse', 'accept'], '`unicodePwd` among the attributes of an added account: 53, or set'),
  'enable-without-password': choice(
    ['refuse', 'allow'],
    'Enabling an account that has no password: 53 with 0000052D, or done (Samba)',
  ),
  'upn-uniqueness': choice(
    ['enforce', 'ignore'],
    'A userPrincipalName that another account has: 19 with 000021C8, or taken (before Windows Server 2012 R2)',
  ),
  'account-lockout': number(0, 0, 999, 'Wrong passwords in a row that lock an account of the directory; 0: none'),
  'account-lockout-ms': number(
    1_800_000,
    0,
    604_800_000,
    'How long such an account stays locked; 0: until somebody unlocks it',
  ),
  'search-referrals': choice(
    ['on', 'off'],
    'Whether a search below the whole domain also names the other partitions, as references',
  ),
} as const satisfies Readonly<Record<string, Knob>>;

export type KnobName = keyof typeof KNOBS;
export type KnobValue<N extends KnobName> = (typeof KNOBS)[N] extends { readonly values: readonly (infer V)[] }
  ? V
  : number;
export type KnobSettings = { readonly [N in KnobName]?: KnobValue<N> };
