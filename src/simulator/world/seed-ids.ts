/** Ids of the world every simulator starts with; fixed, so that examples and tests can name them. */
export const SYSTEM_CENTER_INSTANCE_ID = '7C2E1B54-9A3D-4F60-8E11-5D0A6B7C8D9E';
export const SQL_SERVERS_INSTANCE_ID = '1F0D9C8B-7A69-4857-A1B2-C3D4E5F60718';
export const BASE_CLOUD_ID = '3d5c1f7a-8b2e-4c69-9d14-0a1b2c3d4e5f';
export const BASE_STAMP_ID = 'a94f0e6d-27c1-4b38-8f5a-6e7d8c9b0a1f';
export const SILVER_CLOUD_ID = '5b8e2d90-4c7f-4a13-b6e8-1f2e3d4c5b6a';
export const SILVER_STAMP_ID = 'c0d17b3e-95a2-4e84-9f6b-7a8b9c0d1e2f';
export const BASE_PLAN_ID = 'VDCBahq4k2m9x';
export const SILVER_PLAN_ID = 'VDCSihq4k3p1c';
/** VMM's own role, which owns what administrators make. */
export const ADMINISTRATOR_ROLE_ID = '75700cd5-893e-4f68-ada7-50ef4668acc6';
/** The provider's network that the seed's plans let customers use; there is one of this id on each stamp. */
export const PROVIDER_NETWORK_ID = '9d8c7b6a-5f4e-4d3c-a2b1-0f9e8d7c6b5a';
