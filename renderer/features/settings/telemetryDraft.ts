import { Telemetry } from '#shared/contract/settings.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** What stands in the form, as somebody types it. */
export interface TelemetryDraft {
  readonly retentionDays: string;
  readonly sizeCapMegabytes: string;
  readonly monthlyCap: string;
  readonly keepLogs: boolean;
  readonly captureOnFinding: boolean;
}

type TelemetryErrors = Partial<Record<keyof TelemetryDraft, string>>;

const sentences: Readonly<Record<keyof TelemetryDraft, string>> = {
  retentionDays: 'Enter for how many days to keep history: a whole number from 1 to 400.',
  sizeCapMegabytes: 'Enter how many megabytes the history may take: a whole number from 50 to 1000000.',
  monthlyCap: 'Enter how many dollars one AWS connection may cost a month, 0 or more, or leave it empty.',
  keepLogs: 'Choose whether log lines are kept.',
  captureOnFinding: 'Choose whether flame graphs are taken by themselves.',
};

export const telemetryDraftOf = ({
  retentionDays,
  sizeCapMegabytes,
  monthlyCap,
  keepLogs,
  captureOnFinding,
}: Telemetry): TelemetryDraft => ({
  retentionDays: String(retentionDays),
  sizeCapMegabytes: String(sizeCapMegabytes),
  monthlyCap: monthlyCap === null ? '' : String(monthlyCap),
  keepLogs,
  captureOnFinding,
});

/** The settings that a draft describes, the prices as they were; or what is wrong with which field. */
export function readTelemetryDraft(draft: TelemetryDraft, before: Telemetry): Result<Telemetry, TelemetryErrors> {
  const read = Telemetry.safeParse({
    ...before,
    retentionDays: figure(draft.retentionDays),
    sizeCapMegabytes: figure(draft.sizeCapMegabytes),
    monthlyCap: draft.monthlyCap.trim() === '' ? null : figure(draft.monthlyCap),
    keepLogs: draft.keepLogs,
    captureOnFinding: draft.captureOnFinding,
  });
  if (read.success) return ok(read.data);
  const fields = read.error.issues.map(({ path }) => String(path[0])).filter(isField);
  return failed(Object.fromEntries(fields.map((field) => [field, sentences[field]])));
}

const figure = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const isField = (name: string): name is keyof TelemetryDraft => name in sentences;
