import { incident } from '../incident.ts';

export const checkpointSerializationFailure = incident({
  problem: 'checkpoint-serialization-failure',
  application: 'loyalty-points',
  where: 'points',
  severity: 'clear',
  minutes: 30,
});
