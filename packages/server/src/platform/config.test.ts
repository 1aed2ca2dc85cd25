import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('the environment', () => {
  it('is refused as a whole, naming every variable that is wrong', () => {
    const attempt = () => readConfig({ PORT: 'eighty', DATABASE_URL: 'mysql://x', DEMO: 'yes', SMTP_URL: 'nonsense' });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(/PORT must be a whole number[\s\S]*SMTP_URL must be a URL/);
    expect(attempt).toThrow(/DATABASE_URL must be a URL that starts with postgres:\/\/ or postgresql:\/\//);
    expect(attempt).toThrow(/DEMO must be one of off, still, live, not "yes"/);
  });

  it('asks for a real secret when the database is somebody else’s', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgres://a@localhost/b', SECRET_KEY: 'short' })).toThrow(/SECRET_KEY/);
  });

  it('has a demo only where nobody named a database', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://a@localhost/b', SECRET_KEY: 'x'.repeat(40) }).demo).toBe('off');
  });
});
