/** Whether a text may be taller than the box it is shown in (`.words` in sheet.css), so that the keyboard must reach it. */
export function scrolls(text: string | undefined): boolean {
  return text !== undefined && (text.length > 600 || text.split('\n').length > 10);
}
