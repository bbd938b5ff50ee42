import { z } from '#shared/model/schema.ts';

/** What a managed application's runtime puts around each message (guide: application logging). */
const Envelope = z.object({
  locationInformation: z.string(),
  message: z.string(),
  messageSchemaVersion: z.string(),
  messageType: z.string(),
  logger: z.string().optional(),
  threadName: z.string().optional(),
  throwableInformation: z.array(z.string()).optional(),
});

/**
 * What is searched of a line: of an envelope what it says, where, and how bad it is. Its keys, the application's ARN and the versions are the
 * same in each line, and would be half of the index. Other lines are searched as they are.
 */
export function searched(line: string): string {
  if (!line.startsWith('{') || !line.includes('"messageSchemaVersion"')) return line;
  const parsed = Envelope.safeParse(parse(line));
  if (!parsed.success) return line;
  const { locationInformation, logger, message, threadName, throwableInformation, messageType } = parsed.data;
  // The place begins with the logger nearly always.
  const place =
    logger === undefined || locationInformation.startsWith(logger) ? locationInformation : `${logger}\n${locationInformation}`;
  return [messageType, place, message, ...(throwableInformation ?? []), threadName ?? ''].join('\n');
}

/** A key as it is typed by who copies from a line: `"messageType":`. */
const KEY =
  /"(?:locationInformation|logger|message|threadName|applicationARN|applicationVersionId|messageSchemaVersion|messageType|throwableInformation)"\s*:/g;

export const withoutKeys = (typed: string): string => typed.replaceAll(KEY, ' ');

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
