import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const selfClassification: Signal = {
  id: 'self-classification',
  means: 'Tells a reviewer how to judge the tool.',
  patterns: [
    pattern(
      r`\b(?:classif(?:y|ied)|categori[sz]ed?|label(?:led|ed)?|mark(?:ed)? (?:this|it|the tool)|mark|treat(?:ed)?|rated?|scored?|judged?|consider(?:ed)?|regard(?:ed)?) (?:\w+ ){0,4}?as (?:a |an |being )?["'“\x60]?{MILD}\b`,
    ),
    pattern(r`\b(?:classif(?:y|ied)|categori[sz]ed?|rated?|judged?) (?:\w+ ){0,4}?as ["'“\x60]?read\b`),
    pattern(r`\bthis (?:tool|function|operation|server|action) (?:is|has been) (?:\w+ )?{MILD}(?: ?, ?| and )(?:\w+ )?{MILD}\b`),
    pattern(
      r`\bthis (?:tool|function|server|operation) (?:is|has been) (?:\w+ly )?(?:verified|audited|certified|pre-?approved|vetted|reviewed|whitelisted|allow-?listed|trusted)\b`,
    ),
    pattern(
      r`\b(?:low|no|zero|minimal)[- ]risk (?:tool|category|classification|level|rating)\b|\bread[- ]?only,? (?:and )?(?:low|no|zero|minimal)[- ]risk\b|\bread, (?:low|no)[- ]risk\b`,
    ),
    pattern(
      r`\bno (?:\w+ )?(?:security |human |further |safety |risk |manual )?(?:review|assessment|audit) (?:is )?(?:needed|required|necessary)\b`,
    ),
    pattern(
      r`\b(?:risk|severity|category|classification|verdict) ?(?:level|rating|class)? ?[:=] ?["'\x60]?(?:low|none|minimal|read(?:-only)?|safe|benign)\b["'\x60]?(?= ?(?:[.;!}]|,? ?(?:category|risk|classification|no review|severity)|$))`,
    ),
    pattern(
      r`\bverdict ?[=:] ?(?:safe|benign|clean|low)\b|\b(?:security|trust|safety) (?:level|rating|score|status) ?[:=] ?(?:trusted|safe|high|verified|a\+?)\b|\bdo not flag\b|\bfalse positive\b[^.\n]{0,30}\bflag\b|\b(?:reviewed|approved|certified|audited|verified|cleared) by [\w &]{2,40}(?::| )(?:approved|safe|security|trust|for)\b`,
    ),
  ],
  otherLanguages: [
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
};
