import { stringify } from 'yaml';

export interface SettingsToWrite {
  /** A fresh UUID: the root of every identity. */
  readonly installation: string;
  /** Where WAP runs; the usual ports are taken. */
  readonly wapHost?: string;
  /** The display name of an existing WAP plan. */
  readonly template?: string;
  /** Relative to the folder of the file: where editors find the schema. */
  readonly schemaPath?: string;
}

/** A first `vdc.yaml`: valid as it stands, every choice explained beside it, what is optional ready to be uncommented. */
export function formatSettings(settings: SettingsToWrite): string {
  const { installation, wapHost = 'wap.corp.example', template = 'VDC Base', schemaPath } = settings;
  const hint = schemaPath === undefined ? '' : `# yaml-language-server: $schema=${schemaPath}\n`;
  return `${hint}apiVersion: vdc/v1
kind: Controller

# The root of every identity that we mint in WAP. Never change it; never give it to a second installation.
installation: ${installation}

specs:
  directory: ./specs              # one YAML document a VDC; or a branch of a repository:
  # git: { url: ssh://git@host/vdcs.git, branch: main, path: specs, interval: 1m }

wap:
  adminApi: https://${wapHost}:30004
  tenantApi: https://${wapHost}:30005   # VM operations on behalf of the owner
  # tenantPortal: https://portal.example        # the link in the customer's mail
  # caFile: ./wap-ca.pem                        # when WAP's certificates come from your own authority
  auth:
    mode: windows                 # windows | adfs | membership | token
    windowsAuthEndpoint: https://${wapHost}:30072   # the admin site is 30072, not 30071
    domain: CORP
    username: svc-vdc
    password: { env: WAP_PASSWORD }     # or { file: /run/secrets/wap }; never the password itself
  # spf:                          # direct VMM access: closes the gap between suspending a VDC and stopping its VMs
  #   url: https://spf.corp.example:8090
  #   username: CORP\\svc-spf
  #   password: { env: SPF_PASSWORD }

# The templates that VDCs are cut from, by the name that specs use.
hostingPlans:
  standard: { template: ${scalar(template)} }  # the display name of an existing WAP plan

# What counts where a spec is silent.
defaults:
  hostingPlan: standard
  onSuspend: shutdown             # none | shutdown | stop | save | pause
  onResume: previous              # previous | all | none
  deletion: { policy: delete, grace: 72h }

shutdownTimeout: 10m              # then a VM is stopped hard

# How much one plan, or a rolling day, may take away without approval.
safety: { maxDeletes: 3, maxSuspends: 25%, maxShrinks: 25%, maxDeletesPerDay: 10 }

mode: enforce                     # report finds drift and never writes
reconcile: { interval: 5m, concurrency: 8, requestsPerSecond: 50 }

# directory:                      # the customer's account in Active Directory
#   url: ldaps://dc1.corp.example
#   bindDn: CN=svc-vdc,OU=Service,DC=corp,DC=example
#   password: { env: AD_PASSWORD }
#   ou: OU=Tenants,DC=corp,DC=example
#   upnSuffix: tenants.corp.example

# mail:                           # how the customer learns the credentials
#   smtp: { url: smtp://mail.corp.example:587, username: vdc, password: { env: SMTP_PASSWORD }, startTls: required }
#   from: Cloud <cloud@provider.example>
#   templates: ./mail             # your own wording, in your own language; without it the built-in English one
#   language: en                  # what that is written in

state: { url: sqlite:./vdc.db }   # or postgres://vdc@db.corp.example/vdc where several replicas run
server: { listen: 127.0.0.1:9090, token: { env: VDC_TOKEN } }
`;
}

/** In quotes where YAML would otherwise read something else; inside of braces that is more often than outside. */
function scalar(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/.test(text)
    ? stringify(text, { lineWidth: 0 }).replace(/\n$/, '')
    : JSON.stringify(text);
}
