import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of one process. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'hostelry_' });
  const registers = [registry];
  return {
    registry,
    http_seconds: new Histogram({
      name: 'hostelry_http_request_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    events_delivered: new Counter({
      name: 'hostelry_realtime_messages_total',
      help: 'Messages delivered to realtime clients',
      registers,
    }),
    realtime_clients: new Gauge({ name: 'hostelry_realtime_clients', help: 'Open realtime subscriptions', registers }),
    device_messages: new Counter({
      name: 'hostelry_device_messages_total',
      help: 'Device messages by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    devices_online: new Gauge({
      name: 'hostelry_devices_connected',
      help: 'Devices connected to this process',
      registers,
    }),
    jobs_waiting: new Gauge({
      name: 'hostelry_jobs_waiting',
      help: 'Jobs that are due and wait for a worker',
      registers,
    }),
    pool_waiting: new Gauge({
      name: 'hostelry_database_waiting',
      help: 'Requests waiting for a database connection',
      registers,
    }),
  };
}
