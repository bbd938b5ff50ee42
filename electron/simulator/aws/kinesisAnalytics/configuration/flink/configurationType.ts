import { oneOf } from '../../../input.ts';

/** The service's values, or the owner's. */
export const configurationType = oneOf(['DEFAULT', 'CUSTOM']);
