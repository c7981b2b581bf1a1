import { internSetting, type QuotaSetting } from './quota-setting.ts';
import { PROVIDER_NETWORK_ID } from './seed-ids.ts';

export interface CloudPlace {
  readonly cloudId: string;
  readonly stampId: string;
}

/** Texts of one limit each; '' is unlimited. */
export interface LimitTexts {
  readonly vms: string;
  readonly cpus: string;
  readonly memoryMb: string;
  readonly storageGb: string;
}

/**
 * The five settings of a fully configured VM-cloud service, indented with CRLF as the PowerShell tools leave them, with
 * attributes and elements no client knows: whoever copies a template must keep every byte of them.
 */
export function templateSettings(place: CloudPlace, limits: LimitTexts): readonly QuotaSetting[] {
  return [
    internSetting('Clouds', cloudsXml(place, limits)),
    internSetting('Actions', actionsXml(place)),
    internSetting('VmResources', resourcesXml(place)),
    internSetting('Networks', networksXml(place)),
    internSetting('CustomSettings', customXml()),
  ];
}

export function cloudsXml({ cloudId, stampId }: CloudPlace, { vms, cpus, memoryMb, storageGb }: LimitTexts): string {
  return lines(
    '<Clouds>',
    `  <Cloud Id="${cloudId}" StampId="${stampId}" Tier="&quot;base&quot; &amp; more">`,
    '    <!-- set by the portal -->',
    '    <Quota>',
    `      <RoleVMCount>${vms}</RoleVMCount>`,
    `      <MemberVMCount>${vms}</MemberVMCount>`,
    `      <RoleCPUCount>${cpus}</RoleCPUCount>`,
    `      <MemberCPUCount>${cpus}</MemberCPUCount>`,
    `      <RoleMemoryMB>${memoryMb}</RoleMemoryMB>`,
    `      <MemberMemoryMB>${memoryMb}</MemberMemoryMB>`,
    `      <RoleStorageGB>${storageGb}</RoleStorageGB>`,
    `      <MemberStorageGB>${storageGb}</MemberStorageGB>`,
    '      <RoleWeightedInstanceCount />',
    '      <MemberWeightedInstanceCount />',
    '    </Quota>',
    "    <Placement Preference='spread' />",
    '  </Cloud>',
    '</Clouds>',
  );
}

function actionsXml({ stampId }: CloudPlace): string {
  const actions = [
    'Author',
    'Create',
    'CreateFromVHDOrTemplate',
    'AllowLocalAdmin',
    'Start',
    'Stop',
    'PauseAndResume',
    'Shutdown',
    'Remove',
    'Save',
    'RemoteConnect',
  ];
  return lines(
    '<Actions>',
    `  <Stamp Id="${stampId}">`,
    ...actions.map((action) => `    <Action>${action}</Action>`),
    '    <Action MaximumNetwork="2" MaximumMemberNetwork="2" MaximumBandwidthIn="" MaximumBandwidthOut="" MaximumVPNConnection="1" MaximumMemberVPNConnection="1" MaximumNATConnection="2" MaximumMemberNATConnection="2">AuthorVMNetwork</Action>',
    '  </Stamp>',
    '</Actions>',
  );
}

function resourcesXml({ stampId }: CloudPlace): string {
  return lines(
    '<Resources>',
    `  <VmTemplate Id="0b4a7d52-63f1-4c0e-9d3b-2f1e0d9c8b7a" StampId="${stampId}" />`,
    `  <HardwareProfile Id="4f9e8d7c-6b5a-4938-8271-605f4e3d2c1b" StampId="${stampId}" />`,
    `  <GalleryItem Name="DebianServer" Version="1.0.0.7" Publisher="Example &amp; Sons" StampId="${stampId}" />`,
    '</Resources>',
  );
}

function networksXml({ stampId }: CloudPlace): string {
  return lines('<Networks>', `  <Network Id="${PROVIDER_NETWORK_ID}" StampId="${stampId}" />`, '</Networks>');
}

function customXml(): string {
  return lines(
    '<CustomSettings>',
    '  <CustomSetting Key="e1d2c3b4-a596-4788-9a0b-1c2d3e4f5a6b" Value="DisableNetworkExtension,EnableSettingVMComputerName" />',
    '</CustomSettings>',
  );
}

function lines(...parts: readonly string[]): string {
  return parts.join('\r\n');
}
