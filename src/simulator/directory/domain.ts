/** The one domain that the simulator is the controller of. */
export const DOMAIN = {
  dn: 'DC=corp,DC=example',
  dns: 'corp.example',
  netbios: 'CORP',
  controller: 'dc1.corp.example',
  sid: 'S-1-5-21-3623811015-3361044348-30300820',
  serviceOu: 'OU=Service,DC=corp,DC=example',
  /** The one place where the service account may write. */
  tenantsOu: 'OU=Tenants,DC=corp,DC=example',
  /** Where accounts go that somebody moves away by hand. */
  formerOu: 'OU=Former,DC=corp,DC=example',
  tenantsUpnSuffix: 'tenants.corp.example',
} as const;
