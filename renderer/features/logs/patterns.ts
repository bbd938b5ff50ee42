/** CloudWatch Logs' filter patterns for what is asked most in an incident; kept lines are searched by words. */
export const patternPresets = [
  { text: 'Everything', service: '', history: '' },
  { text: 'Errors', service: '{ $.messageType = "ERROR" }', history: 'ERROR' },
  { text: 'Exceptions', service: '?Exception ?throwableInformation ?Traceback', history: 'throwableInformation' },
  { text: 'Restarts', service: '?RESTARTING ?"switched from RUNNING to FAILED"', history: 'RESTARTING' },
  { text: 'Refused access', service: '?AccessDenied ?ResourceNotFoundException', history: 'AccessDenied' },
  { text: 'Deployments', service: 'Deploying', history: 'Deploying' },
] as const;

/** How the service's patterns are written, as examples. */
export const serviceHelp = [
  { pattern: 'timeout heartbeat', means: 'both words, in any order; capitals count' },
  { pattern: '"timed out"', means: 'the phrase' },
  { pattern: '?Timeout ?refused', means: 'either word' },
  { pattern: 'checkpoint -Completed', means: 'the first word, without the second' },
  { pattern: '%OutOf\\w+Error%', means: 'a regular expression' },
  { pattern: '{ $.messageType = "ERROR" }', means: 'a field of the line’s JSON' },
  { pattern: '{ $.logger = "*Kafka*" && $.messageType != "INFO" }', means: 'two fields; * stands for anything' },
] as const;

export const historyHelp = [
  { pattern: 'timeout heartbeat', means: 'all words, in any order' },
  { pattern: '"timed out"', means: 'the phrase' },
] as const;
