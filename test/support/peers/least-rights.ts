/** Schema ids of Active Directory, the same in every domain. */
const USER = 'bf967aba-0de6-11d0-a285-00aa003049e2';
const RESET_PASSWORD = '00299570-246d-11d0-a768-00aa006e0529';
const ATTRIBUTES = {
  userAccountControl: 'bf967a68-0de6-11d0-a285-00aa003049e2',
  userPrincipalName: '28630ebb-41d5-11d1-a9c1-0000f80367c1',
  mail: 'bf967961-0de6-11d0-a285-00aa003049e2',
} as const;

export type Right = 'create and delete' | 'read' | 'reset password' | `write ${keyof typeof ATTRIBUTES}`;

/** What docs/permissions.md promises to be enough, in the OU of the settings. */
export const LEAST_RIGHTS: readonly Right[] = [
  'create and delete',
  'read',
  'reset password',
  'write userAccountControl',
  'write userPrincipalName',
  'write mail',
];

export function without(...rights: readonly Right[]): readonly Right[] {
  return LEAST_RIGHTS.filter((right) => !rights.includes(right));
}

/** One entry of the OU's access list, as SDDL writes it: for this OU and below, or (IO) for the users below only. */
export function sddlOf(right: Right, sid: string): string {
  switch (right) {
    case 'create and delete':
      return `(OA;CI;CCDC;${USER};;${sid})`;
    case 'read':
      return `(OA;CIIO;RP;;${USER};${sid})`;
    case 'reset password':
      return `(OA;CIIO;CR;${RESET_PASSWORD};${USER};${sid})`;
    case 'write userAccountControl':
      return `(OA;CIIO;WP;${ATTRIBUTES.userAccountControl};${USER};${sid})`;
    case 'write userPrincipalName':
      return `(OA;CIIO;WP;${ATTRIBUTES.userPrincipalName};${USER};${sid})`;
    case 'write mail':
      return `(OA;CIIO;WP;${ATTRIBUTES.mail};${USER};${sid})`;
    default:
      return right satisfies never;
  }
}
