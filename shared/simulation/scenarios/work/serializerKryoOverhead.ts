import { incident } from '../incident.ts';

export const serializerKryoOverhead = incident({
  problem: 'serializer-kryo-overhead',
  application: 'fraud-scores',
  where: 'score',
  severity: 'clear',
  minutes: 35,
});
