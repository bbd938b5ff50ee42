import type { AwsOptions } from './awsOptions.ts';
import { cloudWatch } from './cloudWatch.ts';
import type { CloudWatch } from './cloudWatch.ts';
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
  close(): void;
}

export function awsServices(options: AwsOptions): AwsServices {
  const services = { managed: managedService(options), metrics: cloudWatch(options), logs: logs(options), trail: trail(options) };
  return {
    ...services,
    close() {
      services.managed.close();
      services.metrics.close();
      services.logs.close();
      services.trail.close();
    },
  };
}
