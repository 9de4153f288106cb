import type { Permission } from './permissions.ts'

export type Titles = { 'zh-CN': string; 'zh-Hant': string; en: string }
export type Role = { code: string; title: Titles; permissions: readonly Permission[] }

const title = (cn: string, hant: string, en: string): Titles => ({ 'zh-CN': cn, 'zh-Hant': hant, en })

/** Roles that come with the platform. An installation may add its own beside them, made of the same permissions. */
export const shippedRoles: readonly Role[] = [
  {
    code: 'providerOfficer',
    title: title('数据报送员', '資料報送員', 'Data provider officer'),
    permissions: ['batches:write', 'batches:read', 'records:write'],
  },
  {
    code: 'creditOfficer',
    title: title('信用业务员', '信用業務員', 'Credit officer'),
    permissions: [
      'batches:write',
      'batches:read',
      'archive:read',
      'subjects:decide',
      'persons:unmask',
      'consents:read',
      'consents:write',
    ],
  },
  {
    code: 'bankOfficer',
    title: title('金融机构授权专员', '金融機構授權專員', 'Officer of a financial institution'),
    permissions: [
      'grants:read',
      'grants:request',
      'consents:read',
      'consents:write',
      'assessments:read',
      'assessments:write',
    ],
  },
  {
    code: 'approvalOfficer',
    title: title('授权审批员', '授權審批員', 'Approval officer'),
    permissions: ['grants:read', 'grants:approve', 'assessments:read'],
  },
  {
    code: 'delegatedAdmin',
    title: title('单位管理员', '單位管理員', 'Administrator of an organisation'),
    permissions: [
      'accounts:read',
      'accounts:write',
      'accounts:pause',
      'roles:give',
      'grants:read',
      'grants:request',
      'consents:read',
      'assessments:read',
      'assessments:write',
    ],
  },
  {
    code: 'protectionOfficer',
    title: title('个人信息保护负责人', '個人資訊保護負責人', 'Protection officer'),
    permissions: [
      'grants:read',
      'consents:read',
      'assessments:read',
      'assessments:approve',
      'holds:read',
      'holds:write',

      'incidents:read',
      'incidents:write',
      'persons:erase',
      'persons:hold',
      'accesses:read',
      'alerts:read',
    ],
  },
  {
    code: 'systemOfficer',
    title: title('系统管理员', '系統管理員', 'System officer'),
    permissions: [
      'organisations:write',
      'accounts:read',
      'accounts:write',
      'accounts:pause',
      'roles:give',
      'clients:write',
      'grants:read',
    ],
  },
  {
    code: 'securityOfficer',
    title: title('安全管理员', '安全管理員', 'Security officer'),
    permissions: [
      'accounts:read',
      'accounts:pause',
      'roles:give',
      'roles:write',
      'grants:read',
      'grants:approve',
      'assessments:read',
      'alerts:read',
      'alerts:write',
      'incidents:read',
      'incidents:write',
    ],
  },
  {
    code: 'auditOfficer',
    title: title('审计管理员', '稽核管理員', 'Audit officer'),
    permissions: ['audit:read', 'alerts:read', 'accesses:read', 'holds:read', 'incidents:read'],
  },
]

/** 三员: a person is at most one of these, whatever accounts the person has. */
export const officerRoles: readonly string[] = ['systemOfficer', 'securityOfficer', 'auditOfficer']

/** Permissions that make whoever holds them one of the three officers: no role of an installation may hold them. */
const officerPermissions: readonly string[] = [
  'organisations:write',
  'roles:write',
  'clients:write',
  'audit:read',
]

/** What is wrong with the permissions of a role an installation wants to add; null when nothing is. */
export const roleFault = (wanted: readonly string[]): string | null =>
  wanted.find((permission) => officerPermissions.includes(permission)) ?? null
