import { type ProblemText, problems } from '../../kernel/problem.ts'

const text = (cn: string, hant: string, en: string): ProblemText => ({ 'zh-CN': cn, 'zh-Hant': hant, en })

/** Problems of signing in, of accounts and of clients. One text for every reason a sign-in fails: it tells nothing. */
export const problem = problems('identity', {
  signInFailed: [
    401,
    text('账号或密码不正确。', '帳號或密碼不正確。', 'The account or the password is wrong.'),
  ],
  codeWrong: [
    403,
    text('验证码不正确或已经用过。', '驗證碼不正確或已經用過。', 'The code is wrong or was used already.'),
  ],
  passkeyWrong: [403, text('通行密钥未通过验证。', '通行密鑰未通過驗證。', 'The passkey was not accepted.')],
  waitAWhile: [
    429,
    text('尝试次数过多，请稍后再试。', '嘗試次數過多，請稍後再試。', 'Too many attempts; wait a while.'),
  ],
  notSecure: [
    403,
    text(
      '只能通过加密连接登录。',
      '只能透過加密連線登入。',
      'Signing in needs an encrypted connection (PUBLIC_URL with https).',
    ),
  ],
  tokenEnded: [
    403,
    text(
      '一次性令牌无效或已过期。',
      '一次性權杖無效或已過期。',
      'The one-time token is not valid or has ended.',
    ),
  ],
  passwordWeak: [422, text('密码不符合要求。', '密碼不符合要求。', 'The password is not as it must be.')],
  passwordWrong: [403, text('当前密码不正确。', '目前密碼不正確。', 'The present password is wrong.')],
  factorExists: [
    409,
    text(
      '已有第二重验证，请先用它登录。',
      '已有第二重驗證，請先用它登入。',
      'There is a second factor already; show it first.',
    ),
  ],
  factorUnknown: [404, text('没有这项验证方式。', '沒有這項驗證方式。', 'There is no such factor.')],
  factorLast: [
    409,
    text(
      '不能删除最后一项第二重验证。',
      '不能刪除最後一項第二重驗證。',
      'The last second factor cannot be removed.',
    ),
  ],
  sessionUnknown: [404, text('没有这个会话。', '沒有這個工作階段。', 'There is no such session.')],
  loginWrong: [
    422,
    text(
      '登录名须为 3 至 64 个字母、数字或 . _ @ -。',
      '登入名須為 3 至 64 個字母、數字或 . _ @ -。',
      'A login has 3 to 64 letters, digits or . _ @ -.',
    ),
  ],
  loginTaken: [409, text('该登录名已被使用。', '該登入名已被使用。', 'This login is taken.')],
  numberWrong: [422, text('证件号码不正确。', '證件號碼不正確。', 'The identity number is not right.')],
  accountUnknown: [404, text('没有这个账号。', '沒有這個帳號。', 'There is no such account.')],
  organisationUnknown: [404, text('没有这个单位。', '沒有這個單位。', 'There is no such organisation.')],
  roleUnknown: [422, text('没有这个角色。', '沒有這個角色。', 'There is no such role.')],
  roleTaken: [409, text('该角色代码已被使用。', '該角色代碼已被使用。', 'This code of a role is taken.')],
  roleTooStrong: [
    422,
    text(
      '自定义角色不能包含三员的权限。',
      '自訂角色不能包含三員的權限。',
      'A role of your own may not hold what the three officers hold.',
    ),
  ],
  notOverSelf: [
    403,
    text('不能变更自己的权限。', '不能變更自己的權限。', 'Nobody changes his or her own rights.'),
  ],
  notHeld: [
    403,
    text(
      '不能授予超出自身权限的角色。',
      '不能授予超出自身權限的角色。',
      'You cannot give more than you have.',
    ),
  ],
  officersApart: [
    409,
    text(
      '系统、安全、审计三员不能由同一人担任。',
      '系統、安全、稽核三員不能由同一人擔任。',
      'One person cannot be two of the three officers.',
    ),
  ],
  grantUnknown: [404, text('没有这项授权。', '沒有這項授權。', 'There is no such grant.')],
  grantDecided: [409, text('该授权已办结。', '該授權已辦結。', 'This grant has been decided already.')],
  secondPersonNeeded: [
    403,
    text('须由另一人审批。', '須由另一人審批。', 'Another person must approve this.'),
  ],
  assessmentMissing: [
    409,
    text(
      '这项授权涉及信息共享，须先完成个人信息保护影响评估并经批准。',
      '這項授權涉及資訊共享，須先完成個人資訊保護影響評估並經批准。',
      'This grant shares information: an impact assessment must be handed in and approved first.',
    ),
  ],
  assessmentUnknown: [404, text('没有这份评估。', '沒有這份評估。', 'There is no such assessment.')],
  assessmentDecided: [
    409,
    text('这份评估已经有了结论。', '這份評估已經有了結論。', 'This assessment was decided before.'),
  ],
  tooManyAssessments: [
    409,
    text(
      '这项授权的评估已经过多。',
      '這項授權的評估已經過多。',
      'There are too many assessments of this grant.',
    ),
  ],
  noticeUnknown: [
    404,
    text(
      '当日没有有效的隐私告知。',
      '當日沒有有效的隱私告知。',
      'No privacy notice was in force on that day.',
    ),
  ],
  noticeNotCurrent: [
    409,
    text(
      '隐私告知已有新版本，请阅读后再继续。',
      '隱私告知已有新版本，請閱讀後再繼續。',
      'There is another version of the privacy notice; read it before you go on.',
    ),
  ],
  clientUnknown: [404, text('没有这个客户端。', '沒有這個用戶端。', 'There is no such client.')],
  clientTaken: [409, text('该客户端标识已被使用。', '該用戶端識別碼已被使用。', 'This client id is taken.')],
  keysWrong: [
    422,
    text('公钥集不符合要求。', '公鑰集不符合要求。', 'The public keys are not as they must be.'),
  ],
  clientRefused: [
    401,
    text('客户端身份验证失败。', '用戶端身分驗證失敗。', 'The client could not be authenticated.'),
  ],
  proofWrong: [
    401,
    text('令牌的持有证明无效。', '權杖的持有證明無效。', 'The proof of possession is not valid.'),
  ],
  grantTypeWrong: [
    400,
    text('不支持这种授权方式。', '不支援這種授權方式。', 'Only client_credentials is supported.'),
  ],
  quotaUsedUp: [429, text('今日调用次数已用完。', '今日呼叫次數已用完。', "Today's quota is used up.")],
  providerUnknown: [
    404,
    text('没有这个身份提供方。', '沒有這個身分提供方。', 'There is no such identity provider.'),
  ],
  providerRefused: [
    403,
    text(
      '身份提供方未确认您的身份。',
      '身分提供方未確認您的身分。',
      'The identity provider did not confirm who you are.',
    ),
  ],
  notReal: [
    422,
    text('实名信息核验未通过。', '實名資訊核驗未通過。', 'Name and number could not be confirmed.'),
  ],
  registrationClosed: [403, text('未开放自行注册。', '未開放自行註冊。', 'Nobody can register here.')],
})
