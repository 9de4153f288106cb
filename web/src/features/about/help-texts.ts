import type { Language } from '../../text/index.tsx'
import type { ArticleText } from './Article.tsx'

/** How to search and read. */
export const helpTexts: Record<Language, ArticleText> = {
  'zh-CN': {
    title: '使用帮助',
    lead: '怎样查询、怎样看懂一条公示记录、信息有误怎么办。',
    parts: [
      {
        title: '怎样查询',
        list: [
          '输入名称中的至少两个字，或完整的统一社会信用代码、注册号。',
          '输入时会出现建议，用上下方向键选择，按回车直接打开。',
          '曾用名也可以查到；结果会标明匹配的是曾用名。',
          '结果可以按省份、行业、等级、主体类型和有无行政处罚筛选，筛选条件保留在网址中，可以收藏或转发。',
        ],
      },
      {
        title: '看懂一条记录',
        list: [
          '“为什么公示”写明适用的条文和这条记录的类别。',
          '“最晚公示到”是期满之日；这一天过后，记录自动停止公示。',
          '“最早可申请修复”之日起，履行完相关义务的，可以申请信用修复，提前结束公示。',
          '期限线上，圆点是页面所示的日期，竖线是最早可申请修复的日期。',
        ],
      },
      {
        title: '看某一天的页面',
        paragraphs: [
          '在主体页面底部可以选择日期。“截至日期”按那一天的规则和期限显示；“按本站当时所知”只用那一天之前收到的信息，便于还原当时的页面。',
        ],
      },
      {
        title: '信息有误或要修复',
        paragraphs: [
          '认为信息有误的，请向作出决定的单位或报送单位提出异议；需要信用修复的，请向作出决定的单位或其指定的渠道申请。处理结果报送后，本站随即更新。',
        ],
      },
      {
        title: '看得更清楚',
        paragraphs: [
          '页面右上角的“长辈版”放大全部文字，“高对比”加强文字与背景的对比，语言可在简体、繁体和英文之间切换。这些选择保存在当前浏览器中。',
        ],
      },
    ],
  },
  'zh-Hant': {
    title: '使用說明',
    lead: '怎樣查詢、怎樣看懂一條公示記錄、資訊有誤怎麼辦。',
    parts: [
      {
        title: '怎樣查詢',
        list: [
          '輸入名稱中的至少兩個字，或完整的統一社會信用代碼、註冊號。',
          '輸入時會出現建議，用上下方向鍵選擇，按 Enter 直接開啟。',
          '曾用名也可以查到；結果會標明符合的是曾用名。',
          '結果可以按省份、行業、等級、主體類型和有無行政處罰篩選，篩選條件保留在網址中，可以收藏或轉寄。',
        ],
      },
      {
        title: '看懂一條記錄',
        list: [
          '「為什麼公示」寫明適用的條文和這條記錄的類別。',
          '「最晚公示到」是期滿之日；這一天過後，記錄自動停止公示。',
          '「最早可申請修復」之日起，履行完相關義務的，可以申請信用修復，提前結束公示。',
          '期限線上，圓點是頁面所示的日期，豎線是最早可申請修復的日期。',
        ],
      },
      {
        title: '看某一天的頁面',
        paragraphs: [
          '在主體頁面底部可以選擇日期。「截至日期」按那一天的規則和期限顯示；「按本站當時所知」只用那一天之前收到的資訊，便於還原當時的頁面。',
        ],
      },
      {
        title: '資訊有誤或要修復',
        paragraphs: [
          '認為資訊有誤的，請向作出決定的單位或報送單位提出異議；需要信用修復的，請向作出決定的單位或其指定的管道申請。處理結果報送後，本站隨即更新。',
        ],
      },
      {
        title: '看得更清楚',
        paragraphs: [
          '頁面右上角的「長輩版」放大全部文字，「高對比」加強文字與背景的對比，語言可在簡體、繁體和英文之間切換。這些選擇保存在目前的瀏覽器中。',
        ],
      },
    ],
  },
  en: {
    title: 'Help',
    lead: 'How to search, how to read a record, what to do when something is wrong.',
    parts: [
      {
        title: 'Searching',
        list: [
          'Type at least two characters of a name, or a whole unified code or registration number.',
          'Suggestions appear while you type; choose with the arrow keys and open with Enter.',
          'Former names are found too, and the result says so.',
          'Results can be narrowed by province, industry, grade, type and penalties; the filters stay in the address, so it can be kept and shared.',
        ],
      },
      {
        title: 'Reading a record',
        list: [
          '“Why it is shown” names the article that applies and the class of the record.',
          '“Shown at most until” is the end of the period; after that day the record is no longer shown.',
          'From “Earliest repair” on, whoever has discharged all duties may apply for repair, which ends publication early.',
          'On the line of the period, the dot is the day of the page and the bar the earliest day of repair.',
        ],
      },
      {
        title: 'The page of another day',
        paragraphs: [
          'At the foot of a subject’s page you can choose a day. “As of” uses the rules and periods of that day; “As known here on” uses only what had been received by then.',
        ],
      },
      {
        title: 'Mistakes and repair',
        paragraphs: [
          'If you think something is wrong, object to the body that decided or reported it. Apply for repair to the deciding body or where it tells you to. The result appears here as soon as it is reported.',
        ],
      },
      {
        title: 'Easier to read',
        paragraphs: [
          '“Large text” and “High contrast” at the top right change the whole site, and the language can be switched. These choices stay in this browser.',
        ],
      },
    ],
  },
}
