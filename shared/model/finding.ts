import { z, zMillis } from './schema.ts';

/** What the judgement says of an application: a problem of the catalogue, with the evidence for and against it. */
export const Finding = z.object({
  id: z.string(),
  severity: z.enum(['critical', 'warning', 'info']),
  confidence: z.number().min(0).max(1),
  role: z.enum(['trigger', 'sustainer', 'symptom', 'contributing']),
  vertex: z.string().nullable(),
  since: zMillis,
  evidence: z.array(z.string()),
  against: z.array(z.string()),
  remedies: z.array(z.string()),
  guidePage: z.number().nullable(),
});
export type Finding = z.infer<typeof Finding>;
