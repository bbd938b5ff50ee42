import { incident } from '../incident.ts';

export const vpcNoInternetAccess = incident({
  problem: 'vpc-no-internet-access',
  application: 'orders-enrichment',
  where: 'prices',
  severity: 'clear',
  minutes: 30,
});
