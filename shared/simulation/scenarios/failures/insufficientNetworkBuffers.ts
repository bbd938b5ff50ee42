import { incident } from '../incident.ts';

export const insufficientNetworkBuffers = incident({
  problem: 'insufficient-network-buffers',
  application: 'recommendation-features',
  where: 'visitors',
  severity: 'severe',
  minutes: 20,
});
