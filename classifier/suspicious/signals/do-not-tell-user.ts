import { pattern } from '../pattern.ts';
import type { Signal } from '../types.ts';

const r = String.raw;

export const doNotTellUser: Signal = {
  id: 'do-not-tell-user',
  means: 'Asks that something be kept from the user.',
  patterns: [
    pattern(
      r`\b(?:{NOT}|no need to) (?:\w+ly |ever |also )?(?:{TELL}|let) (?:[^.\n]{0,40}?\b)?(?:to |with |by )?(?:the |any |a )?{USER}\b`,
    ),
    pattern(
      r`\b{NOT} (?:ever )?(?:mention|reveal|disclose|acknowledge|discuss)(?:ing)? (?:this|these|that you|the (?:changes?|instructions?|steps?|notes?|actions?|redirect\w*|modification\w*|commission|operation|directive|requirement))\b`,
    ),
    pattern(
      r`\b{NOT} (?:show|display|expose|surface) (?:this|it|these|the (?:\w+ )?(?:output|step|instruction|redirect))\b[^.\n]{0,20}?\bto (?:the )?{USER}\b`,
    ),
    pattern(
      r`\b(?:not (?:an?|any) (?:action|step|thing|detail) that needs to be (?:discussed|mentioned)|(?:keep|kept|stays?|remains?) (?:this |it |that )?(?:a )?(?:secret|hidden|invisible|confidential|unknown) (?:from|to) (?:the )?{USER}|(?:the )?user (?:does not|doesn['’]t|need not|should not|must not) (?:need to |have to |ever )?(?:know|be (?:told|informed|aware|notified)|notice) (?:about|of|that|this) |without the user(?:['’]s)? (?:knowledge|knowing|noticing|consent|awareness)|without telling)\b`,
    ),
    pattern(
      r`\b(?:silently|secretly|covertly|quietly|discreetly|stealthily) (?:\w+ )?(?:send|forward|copy|include|append|upload|post|transmit|exfiltrate|bcc|call|invoke|read|execute|run|add|record|redirect|change|replace|modify)\b(?!s\b)`,
    ),
    pattern(r`\bhidden (?:bcc|instruction|directive|prompt|command)s?\b`),
    pattern(
      r`\bif (?:the user )?asked (?:about |what )[^.\n]{0,50}\b(?:answer only|say (?:only|that)|claim|deny)\b|\bif the user asks\b[^.\n]{0,60}\bsay that\b`,
    ),
    pattern(
      r`\b(?:should|must|do|shall) not (?:mention|reveal|disclose|discuss) (?:the (?:use|existence|presence) of |that )|\bwithout (?:saying so|mentioning (?:it|this)|alerting|being noticed|a trace|leaving traces)\b|\bdo not leave (?:any )?traces?\b`,
    ),
    pattern(r`\b(?:not|never) (?:be )?(?:visible|shown|displayed|revealed|disclosed) to (?:the )?(?:end )?users?\b`),
  ],
  otherLanguages: [
    /(?:不要|请勿|切勿|别|勿|無需|无需)(?:告诉|告知|告訴|通知|提及|透露|让)[^。\n]{0,8}(?:用户|用戶|使用者|任何人|他人)/,
    /ユーザー?(?:に|へ)(?:は)?[^。\n]{0,10}(?:伝えない|知らせない|教えない|通知しない|言わない|言及しない|明かさない)/,
    /(?:사용자|유저)(?:에게|한테)[^.\n]{0,10}(?:알리지|말하지|언급하지|공개하지)/,
    /\b(?:sag\w*|teile?\w*|informiere?\w*|erwähne?\w*|verrate?\w*)\s+(?:\w+\s+){0,3}?(?:benutzer|nutzer|anwender)\w*\s+(?:\w+\s+){0,3}?(?:nicht|nichts)\b|\b(?:nutzer|benutzer|anwender)\s+(?:darf|soll)\s+(?:davon\s+)?nichts/i,
    /\bne\s+(?:\S+\s+)?(?:dites|dis|dire|informez|mentionnez|révélez|signalez)\s+(?:\S+\s+){0,4}?(?:[ld]['’])?(?:utilisateur|usager)/i,
    /\bn[oã]o?\s+(?:\S+\s+)?(?:le\s+)?(?:digas?|informes?|menciones?|reveles?|diga|informe|mencione|conte|avise|notifi[cq]ue?s?)\s+(?:\S+\s+){0,4}?(?:usuario|usuário)/i,
    /не\s+(?:\S+\s+)?(?:сообщай|говори|упоминай|информируй|рассказывай|уведомляй)\S*\s+(?:\S+\s+){0,3}?пользовател/i,

    /(?:对|對)(?:用户|用戶|使用者)(?:不可见|不可見|隐藏|隱藏|保密)/,
    /사용자(?:에게|한테)?\s*(?:말하지|알리지|숨기)/,
  ],
};
