/** Whether the resource providers have caught up; the order is that of WAP's numbers (wire: admin-api 3). */
export const SYNC_STATES = ['InSync', 'Syncing', 'OutOfSync'] as const;
export type SyncState = (typeof SYNC_STATES)[number];

export const CONFIG_STATES = ['NotConfigured', 'Configured'] as const;
export type ConfigState = (typeof CONFIG_STATES)[number];
