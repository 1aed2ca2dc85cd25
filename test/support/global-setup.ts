import 'vitest';
import type { TestProject } from 'vitest/node';
import { startTestCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    admin_url: string;
    template_url: string;
  }
}

/** One PostgreSQL per run of the suite. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  project.provide('admin_url', cluster.admin_url);
  project.provide('template_url', cluster.template_url);
  return () => cluster.stop();
}
