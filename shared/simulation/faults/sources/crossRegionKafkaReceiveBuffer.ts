import type { Fault } from '../fault.ts';
import { limitedTo, strainOnSource } from '../strains.ts';
import { sourcesWhere } from '../victims.ts';

const GIVES = { mild: 0.9, clear: 0.65, severe: 0.4 };
const FAR =
  'b-1.shared.q2w7vd.c4.kafka.ap-southeast-2.amazonaws.com:9098,b-2.shared.q2w7vd.c4.kafka.ap-southeast-2.amazonaws.com:9098';
const KEY = 'bootstrap.servers';

export const crossRegionKafkaReceiveBuffer: Fault = {
  problem: 'cross-region-kafka-receive-buffer',
  title: 'The brokers are in another Region, the receive buffer is small',
  truth:
    'The application was pointed at brokers in another Region. With a socket receive buffer as small as the default, a round trip of that length lets through less than comes in: it idles while the lag grows.',
  victims: (blueprint) => sourcesWhere(blueprint, ({ kind, arrivals }) => kind === 'kafka' && arrivals.mean > 100),
  settings(settings) {
    const there = settings.properties.some(({ values }) => KEY in values);
    const properties = settings.properties.map((group) =>
      KEY in group.values ? { ...group, values: { ...group.values, [KEY]: FAR } } : group,
    );
    return { properties: there ? properties : [...properties, { id: 'KafkaCluster', values: { [KEY]: FAR } }] };
  },
  strain(context, strain) {
    if (context.source !== null) strainOnSource(strain, context.source).readLimit *= limitedTo(GIVES, context);
  },
};
