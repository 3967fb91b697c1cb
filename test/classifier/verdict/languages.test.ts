import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';

/** A server that tells nothing of itself, with tools whose names tell nothing. */
const MUTE = { server: 'com.example/dienst', siblings: ['tool_17', 'tool_18'] };

const ACTS = {
  'to delete a database': ['Destructive', 'Critical'],
  'to run a shell command': ['Execute', 'Critical'],
  'to remit money': ['Financial', 'Critical'],
  'to send an email': ['Write', 'High'],
  'to return an API key': ['Read', 'High'],
  'to buy shares': ['Financial', 'Critical'],
  'to grant rights': ['Write', 'High'],
} as const;

const SAID: Readonly<Record<string, Record<keyof typeof ACTS, string>>> = {
  English: {
    'to delete a database': 'Permanently deletes the database',
    'to run a shell command': 'Runs an arbitrary shell command',
    'to remit money': 'Remits money to a recipient',
    'to send an email': 'Sends an e-mail to the recipient',
    'to return an API key': 'Returns the API key',
    'to buy shares': 'Buys shares',
    'to grant rights': 'Grants administrator rights to a user',
  },
  Chinese: {
    'to delete a database': '永久删除数据库',
    'to run a shell command': '执行任意shell命令',
    'to remit money': '向收款人转账',
    'to send an email': '发送电子邮件给收件人',
    'to return an API key': '返回API密钥',
    'to buy shares': '购买股票',
    'to grant rights': '授予用户管理员权限',
  },
  Japanese: {
    'to delete a database': 'データベースを完全に削除します',
    'to run a shell command': '任意のシェルコマンドを実行します',
    'to remit money': '受取人に送金します',
    'to send an email': '宛先にメールを送信します',
    'to return an API key': 'APIキーを返します',
    'to buy shares': '株式を購入する',
    'to grant rights': 'ユーザーに管理者権限を付与します',
  },
  Korean: {
    'to delete a database': '데이터베이스를 영구적으로 삭제합니다',
    'to run a shell command': '임의의 셸 명령을 실행합니다',
    'to remit money': '수취인에게 송금합니다',
    'to send an email': '수신자에게 이메일을 보냅니다',
    'to return an API key': 'API 키를 반환합니다',
    'to buy shares': '주식을 매수합니다',
    'to grant rights': '사용자에게 관리자 권한을 부여합니다',
  },
  German: {
    'to delete a database': 'Löscht die Datenbank dauerhaft',
    'to run a shell command': 'Führt einen beliebigen Shell-Befehl aus',
    'to remit money': 'Überweist Geld an einen Empfänger',
    'to send an email': 'Sendet eine E-Mail an den Empfänger',
    'to return an API key': 'Gibt den API-Schlüssel zurück',
    'to buy shares': 'Kauft Aktien',
    'to grant rights': 'Gewährt einem Benutzer Administratorrechte',
  },
  French: {
    'to delete a database': 'Supprime définitivement la base de données',
    'to run a shell command': 'Exécute une commande shell arbitraire',
    'to remit money': 'Effectue un virement au bénéficiaire',
    'to send an email': 'Envoie un e-mail au destinataire',
    'to return an API key': 'Retourne la clé API',
    'to buy shares': 'Achète des actions',
    'to grant rights': 'Accorde les droits d’administrateur à un utilisateur',
  },
  Spanish: {
    'to delete a database': 'Elimina la base de datos de forma permanente',
    'to run a shell command': 'Ejecuta un comando de shell arbitrario',
    'to remit money': 'Realiza una transferencia de dinero a un beneficiario',
    'to send an email': 'Envía un correo electrónico al destinatario',
    'to return an API key': 'Devuelve la clave de API',
    'to buy shares': 'Compra acciones',
    'to grant rights': 'Otorga permisos de administrador a un usuario',
  },
  Portuguese: {
    'to delete a database': 'Exclui permanentemente o banco de dados',
    'to run a shell command': 'Executa um comando de shell arbitrário',
    'to remit money': 'Transfere dinheiro para um beneficiário',
    'to send an email': 'Envia um e-mail ao destinatário',
    'to return an API key': 'Retorna a chave de API',
    'to buy shares': 'Compra ações',
    'to grant rights': 'Concede permissões de administrador a um usuário',
  },
  Russian: {
    'to delete a database': 'Удаляет базу данных безвозвратно',
    'to run a shell command': 'Выполняет произвольную команду оболочки',
    'to remit money': 'Переводит деньги получателю',
    'to send an email': 'Отправляет электронное письмо получателю',
    'to return an API key': 'Возвращает API-ключ',
    'to buy shares': 'Покупает акции',
    'to grant rights': 'Предоставляет пользователю права администратора',
  },
};

describe.each(Object.entries(SAID))('what is said in %s', (_, said) => {
  it.each(Object.entries(ACTS))('%s: %j, whatever the tool is called', (act, [category, risk]) => {
    const description = said[act as keyof typeof ACTS];
    expect(classify({ name: 'tool_17', description }, MUTE)).toMatchObject({ category, risk });
  });
});

it.each([
  ['datenbank_löschen', 'Destructive', 'Critical'],
  ['eliminar_base_de_datos', 'Destructive', 'Critical'],
  ['supprimer_fichier', 'Destructive', 'High'],
  ['удалить_файл', 'Destructive', 'High'],
  ['删除数据库', 'Destructive', 'Critical'],
  ['ファイルを削除', 'Destructive', 'High'],
  ['명령실행', 'Execute', 'Critical'],
  ['executar_comando', 'Execute', 'Critical'],
  ['geld_überweisen', 'Financial', 'Critical'],
  ['passwort_ändern', 'Write', 'High'],
  ['obtener_contraseña', 'Read', 'High'],
])('a name alone: %s', (name, category, risk) => {
  expect(classify({ name }, { ...MUTE, siblings: [name, 'tool_18'] })).toMatchObject({ category, risk });
});

it('a rationale speaks English of what is named in another language', () => {
  const { rationale } = classify({ name: 'tool_17', description: 'Löscht die Datenbank dauerhaft' }, MUTE);
  expect(rationale).toContain('deletes a database');
  expect(rationale).toContain('“Löscht die Datenbank dauerhaft”');
});
