import { awsAccess } from './awsAccess.ts';
import type { AwsOptions } from './awsOptions.ts';
import { cloudWatch } from './cloudWatch.ts';
import type { CloudWatch } from './cloudWatch.ts';
import type { Identity } from './identity.ts';
import { identity } from './identity.ts';
import { logs } from './logs.ts';
import type { Logs } from './logs.ts';
import { managedService } from './managedService.ts';
import type { ManagedService } from './managedService.ts';
import type { Trail } from './trail.ts';
import { trail } from './trail.ts';

/** The services of one account and region that are watched. */
export interface AwsServices {
  readonly managed: ManagedService;
  readonly metrics: CloudWatch;
  readonly logs: Logs;
  readonly trail: Trail;
  readonly identity: Identity;
  close(): void;
}

export function awsServices(options: AwsOptions): AwsServices {
  const access = awsAccess(options);
  const services = {
    managed: managedService(options, access),
    metrics: cloudWatch(options, access),
    logs: logs(options, access),
    trail: trail(options, access),
    identity: identity(options, access),
  };
  return {
    ...services,
    close() {
      services.managed.close();
      services.metrics.close();
      services.logs.close();
      services.trail.close();
      services.identity.close();
      access.close();
    },
  };
}
