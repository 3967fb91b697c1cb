/** Structured logs (`LOG_FORMAT=json`): one JSON object a line on stderr, as collectors read them. */

/** `{"time","level","message",…}`. Line breaks of a stranger's text are escaped by JSON; what else is invisible is left for the reader's tools. */
export function logLine(level: 'info' | 'error', message: string, time: Date, more: object = {}): string {
  return JSON.stringify({ time: time.toISOString(), level, message, ...more });
}
