/** A subscription as WAP writes it (wire: admin-api 4.1); `index` makes its id. */
export function wireSubscription(
  index: number,
  members: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    SubscriptionID: guidOf(index),
    SubscriptionName: `vdc-${index}`,
    AccountAdminLiveEmailId: `owner-${index}@tenants.example`,
    ServiceAdminLiveEmailId: null,
    CoAdminNames: [],
    AddOnReferences: [],
    AddOns: [],
    State: 1,
    QuotaSyncState: 0,
    ActivationSyncState: 0,
    PlanId: `plan${index}`,
    Services: [
      {
        Type: 'systemcenter',
        State: 'registered',
        QuotaSyncState: 0,
        ActivationSyncState: 0,
        BaseQuotaSettings: [{ Key: 'Clouds', Value: cloudsXml(16) }],
      },
    ],
    LastErrorMessage: null,
    Features: null,
    OfferFriendlyName: `VDC vdc-${index}`,
    OfferCategory: null,
    Created: '2024-05-06T07:08:09.123',
    ...members,
  };
}

/** A plan as WAP writes it (wire: admin-api 4.2, 4.3). */
export function wirePlan(index: number, members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    Id: `plan${index}`,
    DisplayName: `VDC vdc-${index}`,
    State: 0,
    ConfigState: 1,
    QuotaSyncState: 0,
    LastErrorMessage: null,
    Advertisements: [{ LanguageCode: 'en-us', DisplayName: `VDC vdc-${index}`, Description: '' }],
    ServiceQuotas: [wireServiceQuota(16)],
    SubscriptionCount: 1,
    MaxSubscriptionsPerAccount: -1,
    AddOnReferences: [],
    AddOns: [],
    InvitationCode: null,
    Price: null,
    ...members,
  };
}

export function wireServiceQuota(cpuCount: number): Record<string, unknown> {
  return {
    ServiceName: 'systemcenter',
    ServiceInstanceId: '1B2C3D4E-0000-4000-8000-0123456789AB',
    ServiceDisplayName: null,
    ServiceInstanceDisplayName: null,
    ConfigState: 1,
    QuotaSyncState: 0,
    Settings: [
      { Key: 'Clouds', Value: cloudsXml(cpuCount) },
      { Key: 'Actions', Value: '<Actions><Stamp Id="x"><Action>Start</Action></Stamp></Actions>' },
      { Key: 'VmResources', Value: '<Resources />' },
      { Key: 'Networks', Value: '<Networks />' },
      { Key: 'CustomSettings', Value: '<CustomSettings />' },
    ],
  };
}

export function cloudsXml(cpuCount: number): string {
  return (
    `<Clouds><Cloud Id="${guidOf(1)}" StampId="${guidOf(2)}"><Quota><RoleVMCount /><MemberVMCount />` +
    `<RoleCPUCount>${cpuCount}</RoleCPUCount><MemberCPUCount>${cpuCount}</MemberCPUCount>` +
    '<RoleMemoryMB>32768</RoleMemoryMB><MemberMemoryMB>32768</MemberMemoryMB>' +
    '<RoleStorageGB>500</RoleStorageGB><MemberStorageGB>500</MemberStorageGB></Quota></Cloud></Clouds>'
  );
}

export function guidOf(index: number): string {
  return `6f0f4c1e-3a54-4d57-9a0b-${index.toString(16).padStart(12, '0')}`;
}
