/** Groups of the SPF machine: who is in the one reaches VMM, who is in the other SPF's own objects (wire: vm-clouds 3). */
export const SPF_VMM = 'CORP\\SPF_VMM';
export const SPF_ADMIN = 'CORP\\SPF_Admin';
