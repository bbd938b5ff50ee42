import { incident } from '../incident.ts';

export const vpcResourceUnreachable = incident({
  problem: 'vpc-resource-unreachable',
  application: 'fraud-scores',
  where: 'payments',
  severity: 'clear',
  minutes: 25,
});
