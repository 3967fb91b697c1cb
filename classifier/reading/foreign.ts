/**
 * Words of other languages that the rules must see, under the English word they stand for.
 * Written without spaces (Chinese, Japanese, Korean) they are found inside a run of letters, longest first; the others as whole words.
 */
const FOREIGN: Record<string, string> = {
  remit: '转账 轉帳 汇款 匯款 送金 振込 이체 송금 überweisen überweist überweise überweisung virement virements virer vire',
  buy: '购买 購買 买入 買入 購入 구매 매수 kaufen kauft kaufe acheter achète achetez comprar compra compre купить покупает покупка satın acquista',
  delete:
    '删除 刪除 移除 清除 删掉 销毁 銷毀 削除 消去 抹消 삭제 제거 지우 löschen löscht lösche gelöscht löschung entfernen entfernt entferne supprimer supprime suppression supprimez effacer efface détruire eliminar elimina eliminación elimine borrar borra suprimir suprime excluir exclui exclua deletar deleta apagar apaga remover удалить удаляет удаление удали удалять стереть стирает уничтожить sil siler silme siliniz silin elimina eliminare cancellare verwijder verwijderen usuń usuwa ta_bort radera',
  permanent:
    '永久 永久に 완전히 영구 dauerhaft unwiderruflich endgültig définitivement irréversible permanentemente definitivamente irreversible безвозвратно навсегда kalıcı',
  drop: '丢弃 丟棄 verwerfen',
  clear:
    '清空 クリア 비우 초기화 leeren leert vider vide vaciar vacía limpiar limpia limpar limpa esvaziar очистить очищает temizle temizler',
  create:
    '创建 新建 建立 創建 生成任务 作成 作成する 생성 만들 erstellen erstellt erstelle anlegen legt créer crée création crear crea criar cria создать создает создаёт создание oluştur oluşturur oluşturma yarat creare utwórz skapa',
  add: '添加 新增 增加 加入 追加 추가 hinzufügen fügt ajouter ajoute añadir añade agregar agrega adicionar adiciona incluir добавить добавляет добавление ekle ekler ekleme aggiungi aggiungere dodaj',
  update:
    '更新 修改 编辑 編輯 変更 編集 업데이트 수정 변경 편집 aktualisieren aktualisiert ändern ändert bearbeiten bearbeitet modifier modifie modifier actualizar actualiza modificar modifica editar edita atualizar atualiza alterar altera обновить обновляет изменить изменяет редактировать güncelle günceller güncelleme değiştir düzenle aggiornare aggiorna',
  set: '设置 設置 設定 설정 setzen setzt einstellen définir définit establecer establece definir define configurar configura установить устанавливает ayarla ayarlar',
  get: '获取 獲取 取得 查看 返回 返し 返す 返却 반환 读取 讀取 列出 得到 拿到 抓取 取り出 一覧 表示 가져 조회 목록 보기 읽기 abrufen ruft holen gibt liefert anzeigen zeigt auflisten listet lesen liest obtenir obtient récupérer récupère afficher affiche lire retourne renvoie lister obtener obtiene listar lista leer muestra mostrar devuelve recuperar recupera consultar consulta obter obtém retorna busca ler получить получает показать возвращает прочитать список getir getirir listele listeler göster gösterir oku alır döndürür ottieni ottiene recupera hämta pobierz',
  search:
    '搜索 查询 查詢 查找 检索 搜寻 搜尋 検索 探す 검색 찾기 suchen sucht suche rechercher recherche chercher cherche buscar busca búsqueda pesquisar pesquisa procurar искать поиск найти ищет arama arar cercare sök szukaj zoeken',
  send: '发送 傳送 发出 發送 送信 送る 보내 전송 발송 senden sendet schicken verschicken envoyer envoie envoyez enviar envía envia mandar manda отправить отправляет отправка gönder gönderir gönderme inviare invia skicka wyślij verstuur',
  publish:
    '发布 發布 发表 發表 公開 投稿 게시 발행 veröffentlichen veröffentlicht publier publie publicar publica опубликовать публикует yayınla paylaş pubblica',
  perform: 'effectuer effectue effectuez realizar realiza efectúa efetua durchführen осуществляет осуществить',
  run: '执行 執行 运行 運行 调用 実行 실행 호출 ausführen führt exécuter exécute ejecutar ejecuta executar executa rodar выполнить выполняет запустить запускает çalıştır çalıştırır yürüt eseguire esegue uitvoeren kör',
  start:
    '启动 啟動 停止 重启 重啟 终止 終止 終了 起動 再起動 시작 중지 종료 재시작 starten startet stoppen stoppt beenden beendet neustarten démarrer démarre arrêter arrête redémarrer redémarre iniciar inicia detener detiene reiniciar reinicia parar encerrar encerra остановить останавливает завершить завершает перезапустить перезапускает запуск başlat durdur avviare',
  deploy: '部署 デプロイ 배포 bereitstellen déployer desplegar implantar развернуть dağıt',
  install: '安装 安裝 インストール 설치 installieren installer instalar установить',
  click: '点击 點擊 单击 クリック 클릭 klicken klickt cliquer clique нажать tıkla',
  pay: '支付 付款 缴费 支払 결제 지불 bezahlen bezahlt zahlen zahlt payer paie payez pagar paga pague оплатить оплачивает заплатить öde pagare',
  transfer:
    '转移 轉移 移転 transférer transfère transferir transfiere transfere transferencia transferência перевести перевод переводит havale',
  sell: '卖出 賣出 売却 판매 매도 verkaufen verkauft vendre vend vender vende продать продает продаёт',
  order: '下单 下單 订单 訂單 注文 주문 bestellung bestellen commande pedido orden заказ sipariş',
  refund: '退款 返金 환불 erstatten rückerstattung rembourser remboursement reembolsar reembolso возврат iade',
  rename: '重命名 重新命名 이름변경 umbenennen renommer renombrar renomear переименовать переименовывает',
  copy: '复制 複製 コピー 복사 kopieren kopiert copier copie copiar копировать копирует',
  share: '分享 共享 共有 공유 teilen teilt partager partage compartir comparte compartilhar compartilha поделиться делится',
  invite: '邀请 邀請 招待 초대 einladen inviter invitar invita convidar convida пригласить приглашает',
  block: '封禁 屏蔽 拉黑 ブロック 차단 blockieren blockiert sperren sperrt bloquer bloque bloquear bloqueia заблокировать блокирует',
  replace: '替换 替換 置換 교체 대체 ersetzen ersetzt remplacer remplace reemplazar reemplaza substituir substitui заменить заменяет',
  reset: '重置 リセット 재설정 zurücksetzen réinitialiser réinitialise restablecer restablece redefinir redefine сбросить сбрасывает',
  merge: '合并 合併 マージ 병합 zusammenführen fusionner fusionar mesclar объединить объединяет',
  export: '导出 匯出 エクスポート 내보내 exportieren exportiert exporte exportar экспортировать экспортирует',
  import: '导入 匯入 インポート importieren importiert importar импортировать импортирует',
  cancel: '取消 撤销 撤銷 キャンセル 취소 abbrechen stornieren storniert annuler annule cancelar cancela отменить отмена iptal',
  upload: '上传 上傳 アップロード 업로드 hochladen lädt téléverser subir sube enviar_arquivo загрузить yükle',
  download: '下载 下載 ダウンロード 다운로드 herunterladen télécharger télécharge descargar descarga baixar baixa скачать indir indirir',
  move: '移动 移動 이동 verschieben verschiebt déplacer déplace mover mueve move переместить taşı',
  generate:
    '生成 产生 產生 绘制 生成する 생성하 generieren generiert erzeugen erzeugt générer génère generar genera gerar gera сгенерировать генерирует üret üretir oluşturulur genera',
  calculate:
    '计算 計算 换算 転換 계산 berechnen berechnet calculer calcule calcular calcula рассчитать вычислить вычисляет hesapla hesaplar calcola',
  convert: '转换 轉換 変換 변환 umwandeln konvertieren convertir convertit convierte converter converte преобразовать dönüştür',
  analyze: '分析 解析 분석 analysieren analysiert analyser analizar analisar analisa анализ анализировать analiz',
  check:
    '检查 檢查 检测 确认 验证 驗證 校验 確認 検証 확인 검증 prüfen prüft überprüfen vérifier vérifie verificar verifica comprobar проверить проверяет kontrol doğrula',
  grant:
    '授权 授權 授予 赋予 賦予 付与 許可 부여 gewähren gewährt erteilen erteilt accorder accorde autoriser autorise otorgar otorga conceder concede autorizar autoriza предоставить предоставляет выдать выдает выдаёт назначить назначает',
  revoke: '吊销 撤回 収回 剥奪 철회 widerrufen entziehen révoquer révoque revocar revoga revogar отозвать отзывает',
  login: '登录 登錄 登陆 ログイン 로그인 anmelden einloggen connexion iniciar_sesión entrar войти giriş',
  overwrite: '覆盖 覆蓋 上書き 덮어쓰 überschreiben überschreibt écraser écrase sobrescribir sobrescreve перезаписать перезаписывает',
  reply: '回复 回覆 返信 답장 antworten répondre responder ответить yanıtla',
  comment: '评论 評論 コメント 댓글 kommentar commentaire comentario comentário комментарий yorum',
  manage: '管理 관리 verwalten verwaltet gérer gère gestionar gestiona gerenciar управлять управление yönet',
  open: '打开 打開 開く 열기 öffnen öffnet ouvrir ouvre abrir abre открыть aç',
  close: '关闭 關閉 閉じる 닫기 schließen schließt fermer ferme cerrar cierra fechar fecha закрыть kapat',
  save: '保存 储存 存储 저장 speichern speichert enregistrer sauvegarder guardar guarda salvar salva сохранить сохраняет kaydet',
  write: '写入 寫入 書き込 쓰기 schreiben schreibt écrire écrit escribir escribe escrever escreve записать писать yaz',
  file: '文件 檔案 ファイル 파일 datei dateien fichier fichiers fichero ficheros archivo archivos arquivo arquivos файл файлы файла файлов dosya dosyayı dosyası',
  shell: 'シェル 셸 쉘 оболочка оболочки',
  folder:
    '文件夹 目录 資料夾 目錄 フォルダ ディレクトリ 폴더 디렉터리 ordner verzeichnis répertoire carpeta directorio pasta папка папку каталог klasör dizin',
  database: '数据库 資料庫 データベース 데이터베이스 datenbank datenbanken basededatos базу база базы veritabanı',
  table: '数据表 表格 テーブル 테이블 tabelle tabellen tabla tablas tabela tabelas таблица таблицу таблицы tablo',
  user: '用户 用戶 使用者 ユーザー ユーザ 사용자 benutzer nutzer utilisateur usuario usuarios usuário usuários пользователь пользователя пользователей kullanıcı',
  account:
    '账户 帐户 账号 帳戶 アカウント 계정 konto konten compte comptes cuenta cuentas conta contas аккаунт аккаунта счет счёт учетную учётную hesap',
  message:
    '消息 訊息 信息 短信 メッセージ 메시지 nachricht nachrichten mensaje mensajes mensagem mensagens сообщение сообщения сообщений mesaj',
  email: '邮件 郵件 电子邮件 メール 이메일 메일 courriel courriels correo correos письмо почта почту eposta',
  password:
    '密码 密碼 口令 パスワード 비밀번호 passwort passwörter kennwort contraseña contraseñas senha senhas пароль пароли şifre parola',
  keyword: '키워드',
  schema: '스키마',
  package: '패키지',
  key: '密钥 密鑰 キー 키를 키가 키의 키로 schlüssel clé clés clef clave claves chave chaves ключ ключи ключа ключей',
  secret: '秘密 私钥 私鑰 秘密鍵 비밀 시크릿 geheimnis geheimnisse secreto secretos segredo segredos секрет секреты gizli',
  credential: '凭证 凭据 憑證 認証情報 자격증명 zugangsdaten anmeldedaten identifiants credencial credenciales credenciais',
  env: '环境变量 環境變數 環境変数 환경변수 umgebungsvariablen umgebungsvariable',
  environment: '环境 環境 환경 umgebung environnement entorno ambiente окружения среды',
  variable: '变量 變數 変数 변수 variablen variáveis variável переменные переменных',
  production: '生产环境 本番 프로덕션 produktion producción produção продакшн',
  wallet: '钱包 錢包 ウォレット 지갑 portefeuille billetera cartera carteira кошелек кошелёк кошелька',
  private: '私有 非公開 privée privé privada privado privater privaten privates приватный приватного закрытый',
  token: '令牌 トークン 토큰 jeton jetons токен токена токены',
  permission:
    '权限 權限 権限 권한 berechtigung berechtigungen rechte droits derechos direitos права autorisation permiso permisos permissão permissões разрешение yetki izin',
  admin:
    '管理员 管理員 管理者 관리자 administratorrechte adminrechte administratorrolle administrateur administrateurs administrador administradores администратор администратора администраторов yönetici',
  role: '角色 ロール 역할 rolle rollen rôle rôles rol papel função роль роли',
  command: '命令 指令 コマンド 명령 명령어 befehl commande comando команда команду komut',
  code: '代码 程式碼 コード 코드 quellcode código код kod',
  script: '脚本 腳本 スクリプト 스크립트 skript скрипт',
  sql: 'sql语句',
  payment: '付款单 支払い 결제내역 zahlung paiement pago pagos pagamento платеж платежи ödeme',
  money: '金额 金額 资金 資金 お金 금액 돈 geld betrag argent montant dinero importe dinheiro деньги денег сумма сумму tutar',
  balance: '余额 餘額 残高 잔액 kontostand solde saldo баланс bakiye',
  invoice: '发票 發票 账单 請求書 청구서 송장 rechnung facture factura fatura счет-фактура fatura',
  customer: '客户 客戶 顧客 고객 kunde kunden cliente clientes клиент клиента клиентов müşteri',
  record: '记录 紀錄 レコード 記録 기록 datensatz enregistrement registro registros запись записи kayıt',
  note: '笔记 筆記 备忘 ノート メモ 노트 메모 notiz notizen nota notas заметка заметки',
  task: '任务 任務 待办 タスク 작업 할일 aufgabe aufgaben tâche tarea tareas tarefa tarefas задача задачу задачи görev görevi',
  calendar: '日历 日程 カレンダー 予定 캘린더 일정 kalender calendrier calendario calendário календарь takvim',
  log: '日志 日誌 ログ 로그 protokoll registros_log журнал лог логи günlük',
  server: '服务器 伺服器 サーバー 서버 serveur servidor сервер сервера серверы servidores serveurs sunucu',
  project: '项目 專案 プロジェクト 프로젝트 projekt projet proyecto projeto проект proje',
  group: '群组 群聊 群組 グループ 그룹 gruppe groupe grupo группа grup',
  weather: '天气 天氣 気象 天気 날씨 wetter météo clima погода hava',
  news: '新闻 新聞 热点 热搜 ニュース 뉴스 nachrichten_news actualités noticias notícias новости haber haberler',
  price: '价格 價格 股价 行情 価格 株価 가격 시세 preis prix precio preço цена fiyat',
  stock: '股票 基金 株式 주식 aktie aktien acción acciones ação ações акция акции hisse',
  all: '所有 全部 すべて 全て 모든 전체 alle allen aller alles sämtliche tous toutes tout todas все всех всё tüm',
  chart: '图表 圖表 グラフ 차트 diagramm graphique gráfico график grafik',
  web: '网页 網頁 网站 网络 网址 ウェブ 웹 webseite página site_web веб-страница',
  draft: '草稿 下書き 초안 entwurf brouillon borrador rascunho черновик taslak',
  cache: '缓存 快取 キャッシュ 캐시 zwischenspeicher кэш önbellek',
  trash: '回收站 垃圾箱 資源回收 ゴミ箱 휴지통 papierkorb corbeille papelera lixeira корзину корзина çöp',
  image: '图片 圖片 图像 画像 이미지 bild bilder imagen imagem изображение görsel resim',
  video: '视频 影片 動画 비디오 영상 vídeo видео',
  device: '设备 裝置 デバイス 기기 장치 gerät appareil dispositivo устройство cihaz',
  patient: '患者 病人 환자 patienten paciente пациент',
};

/** Names of several words, by their first, which is a cue (cues.ts): "base de datos" is a database. */
export const PHRASES: readonly (readonly [words: string, english: string])[] = [
  ['base de datos', 'database'],
  ['bases de datos', 'database'],
  ['base de dados', 'database'],
  ['bases de dados', 'database'],
  ['banco de dados', 'database'],
  ['bancos de dados', 'database'],
  ['base de données', 'database'],
  ['bases de données', 'database'],
  ['base di dati', 'database'],
  ['mot de passe', 'password'],
  ['mots de passe', 'password'],
  ['variables de entorno', 'env'],
  ['variables d environnement', 'env'],
  ['variáveis de ambiente', 'env'],
  ['переменные окружения', 'env'],
  ['переменные среды', 'env'],
  ['e mail', 'email'],
  ['e mails', 'email'],
  ['correo electrónico', 'email'],
  ['courrier électronique', 'email'],
];

/** Whole words of alphabetic scripts. */
export const FOREIGN_WORDS = new Map<string, string>();
/** Words of scripts written without spaces, and the longest of them. */
export const RUN_WORDS = new Map<string, string>();
export const LONGEST_RUN_WORD = 6;

for (const [english, words] of Object.entries(FOREIGN)) {
  for (const word of words.split(' ')) {
    if (word === '' || word.includes('_')) continue;
    const table = isRunScript(word.charCodeAt(word.length - 1)) ? RUN_WORDS : FOREIGN_WORDS;
    if (!table.has(word)) table.set(word, english);
  }
}

/** Chinese, Japanese and Korean letters, which run on without spaces. */
export function isRunScript(code: number): boolean {
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) || (code >= 0xf900 && code <= 0xfaff);
}
