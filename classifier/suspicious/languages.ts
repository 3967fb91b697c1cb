/** The same tactics in Chinese, Japanese, Korean, German, French, Spanish, Portuguese and Russian; ids as in signals.ts. */

export const OTHER_LANGUAGES: Readonly<Record<string, readonly RegExp[]>> = {
  'ignore-previous': [
    /(?:忽略|无视|忽視|無視|忘记|忘掉)[^。\n]{0,12}(?:之前|以前|以上|先前|所有|全部|前面)[^。\n]{0,8}(?:指令|指示|提示|规则|規則|限制)/,
    /(?:以前|これまで|上記|すべて|全て|前)の?[^。\n]{0,6}(?:指示|命令|ルール|プロンプト|制限)[^。\n]{0,4}(?:無視|忘れ|破棄)/,
    /(?:이전|위의|모든|기존)\s*(?:의\s*)?[^.\n]{0,8}(?:지시|명령|규칙|프롬프트|제한)[^.\n]{0,6}(?:무시|잊)/,
    /\b(?:ignoriere|vergiss|missachte)\w*\s+(?:\w+\s+){0,2}?(?:vorherigen?|bisherigen?|obigen?|früheren?|alle[rn]?|vorigen?)\s+(?:\w+\s+)?(?:anweisungen|instruktionen|regeln|vorgaben|befehle)/i,
    /\b(?:ignore[zr]?|oublie[zr]?)\s+(?:\S+\s+){0,3}?(?:instructions|consignes|règles|directives)/i,
    /\b(?:ignor[ae]r?|olvid[ae]r?|desconsider[ae]r?|esque[çc]a)\s+(?:\S+\s+){0,3}?(?:instrucciones|instruções|reglas|regras|indicaciones|órdenes|ordens)/i,
    /(?:игнорируй|проигнорируй|забудь|не обращай внимания на)\S*\s+(?:\S+\s+){0,3}?(?:инструкц|указани|правил|команд)/i,
  ],
  'do-not-tell-user': [
    /(?:不要|请勿|切勿|别|勿|無需|无需)(?:告诉|告知|告訴|通知|提及|透露|让)[^。\n]{0,8}(?:用户|用戶|使用者|任何人|他人)/,
    /ユーザー?(?:に|へ)(?:は)?[^。\n]{0,10}(?:伝えない|知らせない|教えない|通知しない|言わない|言及しない|明かさない)/,
    /(?:사용자|유저)(?:에게|한테)[^.\n]{0,10}(?:알리지|말하지|언급하지|공개하지)/,
    /\b(?:sag\w*|teile?\w*|informiere?\w*|erwähne?\w*|verrate?\w*)\s+(?:\w+\s+){0,3}?(?:benutzer|nutzer|anwender)\w*\s+(?:\w+\s+){0,3}?(?:nicht|nichts)\b|\b(?:nutzer|benutzer|anwender)\s+(?:darf|soll)\s+(?:davon\s+)?nichts/i,
    /\bne\s+(?:\S+\s+)?(?:dites|dis|dire|informez|mentionnez|révélez|signalez)\s+(?:\S+\s+){0,4}?(?:utilisateur|usager)/i,
    /\bn[oã]o?\s+(?:\S+\s+)?(?:le\s+)?(?:digas?|informes?|menciones?|reveles?|diga|informe|mencione|conte|avise|notifi[cq]ue?s?)\s+(?:\S+\s+){0,4}?(?:usuario|usuário)/i,
    /не\s+(?:\S+\s+)?(?:сообщай|говори|упоминай|информируй|рассказывай|уведомляй)\S*\s+(?:\S+\s+){0,3}?пользовател/i,
  ],
  'self-classification': [
    /(?:归类|分类|歸類|分類|标记|標記|视为|視為|判定|评为|評為)(?:为|為|成|到)?[^。\n]{0,10}(?:只读|唯讀|读取|讀取|安全|低风险|低風險|Read|Low)/i,
    /(?:此|本|该|這個|这个)工具(?:是|为|為)?[^。\n]{0,6}(?:只读|唯讀|安全|无害|無害)[^。\n]{0,8}(?:安全|低风险|低風險|无风险|無風險|只读|唯讀)/,
    /(?:読み取り(?:専用)?|安全|低リスク|Read|Low)[^。\n]{0,10}(?:として|に)(?:分類|判定|評価|扱)/i,
    /この(?:ツール|関数)は[^。\n]{0,10}読み取り専用[^。\n]{0,10}安全/,
    /(?:읽기(?:\s*전용)?|안전|저위험|낮은 위험|Read|Low)[^.\n]{0,10}(?:으로|로)\s*(?:분류|판정|평가|표시)/i,
    /이\s*(?:도구|툴|함수)는[^.\n]{0,10}읽기\s*전용[^.\n]{0,10}안전/,
    /\b(?:als)\s+["'„“]?(?:sicher|harmlos|nur[- ]lese\w*|lesend\w*|lesezugriff|unbedenklich|read|schreibgeschützt|geringes\s+risiko)\S*\s+(?:\S+\s+){0,3}?(?:ein(?:zu)?stufen|klassifizier\w*|einordnen|einzuordnen|bewerten|markier\w*|eingestuft)|\b(?:stufe|klassifiziere|bewerte|markiere|ordne)\w*\s+(?:\S+\s+){0,4}?als\s+["'„“]?(?:sicher|harmlos|nur[- ]lese|lesend|unbedenklich|read|lesezugriff)/i,
    /\bdieses\s+(?:werkzeug|tool)\s+ist\s+(?:\S+\s+)?(?:schreibgeschützt|nur[- ]lesend|sicher|harmlos|lesend)\s+und\s+(?:\S+\s+)?(?:sicher|harmlos|ungefährlich|unbedenklich|lesend)/i,
    /\b(?:class(?:ez|er|é|e)|catégoris(?:ez|er|é)|considér(?:ez|er|é)|marqu(?:ez|er|é)|étiquet(?:ez|er|é))\s*(?:\S+\s+){0,4}?(?:comme|en)\s+["'«]?\s*(?:sûr|lecture|inoffensif|sans\s+danger|read|faible|bénin)/i,
    /\bcet\s+outil\s+est\s+(?:en\s+)?(?:lecture\s+seule|sûr|inoffensif)\s+et\s+(?:\S+\s+)?(?:sûr|sans\s+(?:danger|risque)|inoffensif|lecture)/i,
    /\b(?:clasif[ií](?:ca|que|ques|car|car[lo]+)|classifi(?:que|car|ca)|marca[r]?|marque|etiquet\w+|considera?r?|trata?r?)\w*\s+(?:\S+\s+){0,4}?(?:como)\s+["'«]?\s*(?:segur[ao]|lectura|leitura|solo\s+lectura|inofensiv[ao]|read|bajo|baixo)/i,
    /\best[ae]\s+(?:herramienta|ferramenta)\s+(?:es|é)\s+(?:de\s+)?(?:s[oó]lo?\s+lectura|somente\s+leitura|apenas\s+leitura|segur[ao])\s+[ey]\s+(?:\S+\s+)?(?:segur[ao]|inofensiv[ao]|sin\s+riesgo|sem\s+risco)/i,
    /(?:классифицируй|классифицировать|отнеси|пометь|считай|отметь|оцени|считать|пометить)\S*\s+(?:\S+\s+){0,4}?(?:как|к|в)\s+["'«]?\s*(?:безопасн|чтени|только|безвредн|read|низк)/i,
    /этот\s+инструмент\s+(?:\S+\s+)?(?:только\s+для\s+чтения|безопас\S+|безвред\S+)\s+и\s+(?:\S+\s+)?(?:безопас|безвред|чтени)/i,
  ],
  'read-other-file': [
    /(?:请|先|必须|務必|务必|首先|まず|必ず|먼저|반드시)[^。.\n]{0,40}(?:~\/\.|\.ssh|id_rsa|mcp\.json|\.env\b|\.aws)/,
    /(?:~\/\.ssh|id_rsa|mcp\.json|\.env\b|\.aws\/)[^。.\n]{0,20}(?:读取|讀取|读出|内容|読み|読んで|읽)/,
    /\b(?:lies|lese|lisez|lire|lee|leia|ler|leer|прочитай|прочти|открой)\S*\s[^.\n]{0,40}(?:~\/\.|\.ssh\b|id_rsa|mcp\.json|(?<!\w)\.env\b|\.aws\b)/i,
  ],
  exfiltration: [
    /(?:发送|傳送|传送|上传|上傳|附上|包含|填入|发到|转发)[^。\n]{0,16}(?:对话|對話|聊天|会话|上下文|系统提示|密钥|凭证|密碼|密码)[^。\n]{0,6}(?:记录|历史|內容|内容|全文|$|，|到|给|至)/,
    /(?:会話|チャット|システムプロンプト|コンテキスト)(?:の)?(?:履歴|全文|内容|全体)?を[^。\n]{0,20}(?:送信|渡し|含め|添付|送って)/,
    /(?:대화|채팅|시스템 프롬프트|컨텍스트)\s*(?:기록|내용|전체|내역)?[을를]?[^.\n]{0,16}(?:보내|전송|포함|첨부)/,
    /\b(?:sende|schicke|übermittle|envoyez|transmettez|env[ií]a|envie|отправь|перешли|передай)\S*\s[^.\n]{0,40}(?:gesprächsverlauf|unterhaltung|conversation|conversaci[oó]n|conversa\b|systemprompt|systèmes?\b|переписк|разговор|диалог|истори\S+ (?:чата|сообщений))/i,
  ],
  'fake-role': [
    /(?:【|\[|<)\s*(?:系统|系統|システム|시스템|система|sistema|système)\s*(?:指令|提示|消息|命令|メッセージ|指示|메시지|지시|сообщение|mensaje|message)?\s*(?:】|\]|>)/i,
  ],
};
