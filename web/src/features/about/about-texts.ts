import type { Language } from '../../text/index.tsx'
import type { ArticleText } from './Article.tsx'

/** About this site. */
export const aboutTexts: Record<Language, ArticleText> = {
  'zh-CN': {
    title: '关于本站',
    lead: '信桥把各部门报送的公共信用信息汇集到一处，依法公示，供公众免费查询。',
    parts: [
      {
        title: '信息从哪里来',
        paragraphs: [
          '信息由有关部门和单位按信息目录报送。本站逐行校验、识别主体、归入档案，原始文件原样保存，每一条记录都能追溯到报送单位和收到的时间。',
        ],
      },
      {
        title: '公示什么、公示多久',
        paragraphs: [
          '是否公示、公示多久、什么时候可以申请修复，都由带有版本和条文出处的规则决定。每条记录旁都写明依据的条文和日期，没有依据的信息不公示。自然人的信息不在本站公开查询。',
        ],
      },
      {
        title: '如何看待评价',
        paragraphs: [
          '页面上的等级和得分来自公开的评价规则，每一分都列出指标、依据和对应的记录。注明“演示”的评价卡只用于说明方法，不是官方评价结论。',
        ],
      },
      {
        title: '供程序使用',
        paragraphs: ['本站所有公开内容都可以通过接口获取，地址、参数和返回内容见页脚的“接口文档”。'],
      },
    ],
  },
  'zh-Hant': {
    title: '關於本站',
    lead: '信橋把各部門報送的公共信用資訊彙集到一處，依法公示，供公眾免費查詢。',
    parts: [
      {
        title: '資訊從哪裡來',
        paragraphs: [
          '資訊由有關部門和單位按資訊目錄報送。本站逐行校驗、識別主體、歸入檔案，原始檔案原樣保存，每一條記錄都能追溯到報送單位和收到的時間。',
        ],
      },
      {
        title: '公示什麼、公示多久',
        paragraphs: [
          '是否公示、公示多久、什麼時候可以申請修復，都由帶有版本和條文出處的規則決定。每條記錄旁都寫明依據的條文和日期，沒有依據的資訊不公示。自然人的資訊不在本站公開查詢。',
        ],
      },
      {
        title: '如何看待評價',
        paragraphs: [
          '頁面上的等級和得分來自公開的評價規則，每一分都列出指標、依據和對應的記錄。註明「示範」的評價卡只用於說明方法，不是官方評價結論。',
        ],
      },
      {
        title: '供程式使用',
        paragraphs: ['本站所有公開內容都可以透過介面取得，位址、參數和回傳內容見頁尾的「介面文件」。'],
      },
    ],
  },
  en: {
    title: 'About this site',
    lead: 'Xinqiao gathers the public credit information that departments report, publishes it as the law provides, and lets everybody look it up free of charge.',
    parts: [
      {
        title: 'Where the information comes from',
        paragraphs: [
          'Departments report it in the kinds listed in the catalog. Every row is checked, its subject identified, and filed; the original file is kept unchanged, and every record can be traced to who reported it and when it arrived.',
        ],
      },
      {
        title: 'What is shown and for how long',
        paragraphs: [
          'Whether a record is shown, for how long, and when repair may be applied for is decided by versioned rules that name their articles. Every record states its articles and days; what has no basis is not shown. Natural persons cannot be looked up here.',
        ],
      },
      {
        title: 'How to read an evaluation',
        paragraphs: [
          'Grades and scores come from published rules; every point lists its indicator, basis and records. A card marked as a demonstration only explains the method and is no official evaluation.',
        ],
      },
      {
        title: 'For programs',
        paragraphs: [
          'Everything public here is also available through the API; see “API reference” at the foot of the page.',
        ],
      },
    ],
  },
}
