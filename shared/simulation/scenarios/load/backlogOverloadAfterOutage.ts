import { incident } from '../incident.ts';

export const backlogOverloadAfterOutage = incident({
  problem: 'backlog-overload-after-outage',
  application: 'clickstream-sessions',
  where: 'clicks',
  severity: 'clear',
  minutes: 30,
});
