import type { Language } from '../../text/index.tsx'
import type { ArticleText } from './Article.tsx'

/** What the site keeps about its readers and about natural persons. */
export const privacyTexts: Record<Language, ArticleText> = {
  'zh-CN': {
    title: '隐私说明',
    lead: '查询不需要注册，本站不跟踪读者。',
    parts: [
      {
        title: '关于读者',
        list: [
          '本站不使用 Cookie，不加载第三方脚本、字体或统计代码。',
          '语言、长辈版、高对比的选择只保存在您的浏览器中。',
          '工作人员填写的访问令牌只保存在当前标签页，关闭后清除。',
        ],
      },
      {
        title: '关于自然人',
        paragraphs: [
          '自然人不能在本站公开查询。公示内容依目录的公开程度逐项判断，不公开的字段不会出现在页面、接口或下载文件中。',
        ],
      },
      {
        title: '关于操作记录',
        paragraphs: ['工作人员报送、判定等操作会留下审计记录，用于追溯责任；记录不对外公开。'],
      },
    ],
  },
  'zh-Hant': {
    title: '隱私說明',
    lead: '查詢不需要註冊，本站不追蹤讀者。',
    parts: [
      {
        title: '關於讀者',
        list: [
          '本站不使用 Cookie，不載入第三方指令碼、字型或統計程式。',
          '語言、長輩版、高對比的選擇只保存在您的瀏覽器中。',
          '工作人員填寫的存取權杖只保存在目前的分頁，關閉後清除。',
        ],
      },
      {
        title: '關於自然人',
        paragraphs: [
          '自然人不能在本站公開查詢。公示內容依目錄的公開程度逐項判斷，不公開的欄位不會出現在頁面、介面或下載檔案中。',
        ],
      },
      {
        title: '關於操作記錄',
        paragraphs: ['工作人員報送、判定等操作會留下稽核記錄，用於追溯責任；記錄不對外公開。'],
      },
    ],
  },
  en: {
    title: 'Privacy',
    lead: 'Looking things up needs no account, and this site does not track its readers.',
    parts: [
      {
        title: 'About readers',
        list: [
          'There are no cookies and no scripts, fonts or counters of third parties.',
          'Your choices of language, large text and high contrast stay in your browser.',
          'An access token entered by staff is kept in its tab only and forgotten when the tab closes.',
        ],
      },
      {
        title: 'About natural persons',
        paragraphs: [
          'Natural persons cannot be looked up here. Every field is judged by the openness its catalog states; what is not public appears neither on pages nor in the API nor in downloads.',
        ],
      },
      {
        title: 'About what staff do',
        paragraphs: [
          'Submissions and decisions by staff leave an audit trail so that they can be accounted for; the trail is not public.',
        ],
      },
    ],
  },
}
