import { integer, text } from '../input.ts';
import type { Shape } from '../input.ts';

/** What a shape reads. */
export type Given<S> = S extends Shape<infer T> ? T : never;

export const applicationName = text({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
export const arn = text({ min: 1, max: 2048, pattern: 'arn:.*' });
/** Of a part of an application, or of a group of properties. */
export const partId = text({ min: 1, max: 50, pattern: '[a-zA-Z0-9_.-]+' });
export const versionId = integer({ min: 1, max: 999_999_999 });
export const conditionalToken = text({ min: 1, max: 512, pattern: '[a-zA-Z0-9-_+/=]+' });
export const fileKey = text({ min: 1, max: 1024 });
export const objectVersion = text({ max: 1024 });
export const keyId = text({ min: 1, max: 2048 });
export const pageLimit = integer({ min: 1, max: 50 });
export const nextToken = text({ min: 1, max: 512 });
