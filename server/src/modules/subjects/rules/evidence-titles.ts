import type { Evidence } from '../schema.ts'

/** What each piece of evidence compares, for the person who decides. */
export const evidenceTitles: Record<Evidence['feature'], { 'zh-CN': string; 'zh-Hant': string; en: string }> =
  {
    name: { 'zh-CN': '名称相同', 'zh-Hant': '名稱相同', en: 'Same name' },
    'core-name': {
      'zh-CN': '去掉地区和组织形式后的名称',
      'zh-Hant': '去掉地區和組織形式後的名稱',
      en: 'Name without region and form',
    },
    region: { 'zh-CN': '所在地区', 'zh-Hant': '所在地區', en: 'Region' },
    'legal-representative': { 'zh-CN': '法定代表人', 'zh-Hant': '法定代表人', en: 'Legal representative' },
    address: { 'zh-CN': '地址', 'zh-Hant': '地址', en: 'Address' },
    identifier: { 'zh-CN': '标识码', 'zh-Hant': '標識碼', en: 'Identifier' },
    kind: { 'zh-CN': '主体类型', 'zh-Hant': '主體類型', en: 'Kind of subject' },
    branch: { 'zh-CN': '分支机构与总部', 'zh-Hant': '分支機構與總部', en: 'Branch and parent' },
    rivals: { 'zh-CN': '还有其他相近主体', 'zh-Hant': '還有其他相近主體', en: 'Other subjects come near' },
  }
