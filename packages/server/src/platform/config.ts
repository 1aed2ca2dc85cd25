import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

/** Everything the environment can say, validated once at start. */
export interface Config {
  database_url: string | null;
  database_direct_url: string | null;
  database_port: number | null;
  database_pool_size: number;
  host: string;
  port: number;
  public_url: string;
  secret_key: string;
  cors_allowed_origins: string[];
  data_dir: string;
  demo: 'off' | 'still' | 'live';
  redis_url: string | null;
  kafka_brokers: string[];
  mqtt_url: string | null;
  mqtt_port: number | null;
  smtp_url: string | null;
  mail_from: string;
  sms_gateway_url: string | null;
  sms_account: string | null;
  sms_token: string | null;
  sms_from: string | null;
  /** Null: cards are charged by the built-in sandbox. */
  razorpay: { key_id: string; key_secret: string; webhook_secret: string } | null;
  sentry_dsn: string | null;
  /** Whether calendars, channels and webhooks may lead into the house's own network. */
  allow_internal_addresses: boolean;
  rate_limits: {
    disabled: boolean;
    anonymous_per_hour: number;
    api_key_per_hour: number;
    console_per_hour: number;
    device_per_hour: number;
  };
  /** How late the event loop may run before requests are refused with BUSY; 0 refuses none. */
  busy_after_ms: number;
  log_level: string;
}

export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the environment (and a `.env` file in the working directory). All problems are reported at
 * once, each with the variable's name, before anything starts.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const source = new Source({ ...readDotEnv(), ...env }, problems);
  const data_dir = resolve(source.text('DATA_DIR') ?? '.data');
  const database_url = source.url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const port = source.integer('PORT', 4680, 0, 65_535);
  const host = source.text('HOST') ?? '127.0.0.1';
  const demo = source.choice('DEMO', ['off', 'still', 'live'], database_url ? 'off' : 'live');
  const config: Config = {
    database_url,
    database_direct_url: source.url('DATABASE_DIRECT_URL', ['postgres:', 'postgresql:']) ?? database_url,
    database_port: source.optionalInteger('DATABASE_PORT', 1, 65_535),
    database_pool_size: source.integer('DATABASE_POOL_SIZE', 16, 2, 200),
    host,
    port,
    public_url:
      source.url('PUBLIC_URL', ['http:', 'https:']) ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`,
    secret_key: source.text('SECRET_KEY') ?? '',
    cors_allowed_origins: source.list('CORS_ALLOWED_ORIGINS'),
    data_dir,
    demo,
    redis_url: source.url('REDIS_URL', ['redis:', 'rediss:']),
    kafka_brokers: source.list('KAFKA_BROKERS'),
    mqtt_url: source.url('MQTT_URL', ['mqtt:', 'mqtts:', 'tcp:', 'ws:', 'wss:']),
    mqtt_port: source.optionalInteger('MQTT_PORT', 0, 65_535),
    smtp_url: source.url('SMTP_URL', ['smtp:', 'smtps:']),
    mail_from: source.text('MAIL_FROM') ?? 'Hostelry <hostelry@localhost>',
    sms_gateway_url: source.url('SMS_GATEWAY_URL', ['http:', 'https:']),
    sms_account: source.text('SMS_ACCOUNT'),
    sms_token: source.text('SMS_TOKEN'),
    sms_from: source.text('SMS_FROM'),
    razorpay: razorpayOf(source),
    sentry_dsn: source.url('SENTRY_DSN', ['http:', 'https:']),
    // The demo's travel agent lives beside it on this machine.
    allow_internal_addresses:
      source.choice('ALLOW_INTERNAL_ADDRESSES', ['true', 'false'], demo === 'off' ? 'false' : 'true') === 'true',
    rate_limits: {
      disabled: source.choice('RATE_LIMIT_DISABLED', ['true', 'false'], 'false') === 'true',
      anonymous_per_hour: source.integer('RATE_LIMIT_ANONYMOUS', 100, 1, 10_000_000),
      api_key_per_hour: source.integer('RATE_LIMIT_API_KEY', 1_000, 1, 10_000_000),
      console_per_hour: source.integer('RATE_LIMIT_CONSOLE', 20_000, 1, 10_000_000),
      device_per_hour: source.integer('RATE_LIMIT_DEVICE', 20_000, 1, 10_000_000),
    },
    busy_after_ms: source.integer('BUSY_AFTER_MS', 2_000, 0, 60_000),
    log_level: source.choice('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
  };
  if (database_url && config.secret_key.length < 32)
    problems.push('SECRET_KEY must have at least 32 characters when DATABASE_URL is set');
  if (config.sms_gateway_url && !(config.sms_account && config.sms_token && config.sms_from)) {
    problems.push('SMS_GATEWAY_URL needs SMS_ACCOUNT, SMS_TOKEN and SMS_FROM too');
  }
  if (source.text('RAZORPAY_KEY_ID') && !config.razorpay)
    problems.push('RAZORPAY_KEY_ID needs RAZORPAY_KEY_SECRET and RAZORPAY_WEBHOOK_SECRET too');
  if (problems.length > 0) throw new ConfigError(problems);
  if (!config.secret_key) config.secret_key = localSecret(data_dir);
  return config;
}

function razorpayOf(source: Source): Config['razorpay'] {
  const [key_id, key_secret, webhook_secret] = ['KEY_ID', 'KEY_SECRET', 'WEBHOOK_SECRET'].map((name) =>
    source.text(`RAZORPAY_${name}`),
  );
  return key_id && key_secret && webhook_secret ? { key_id, key_secret, webhook_secret } : null;
}

class Source {
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly problems: string[],
  ) {}

  text(name: string): string | null {
    const value = this.env[name]?.trim();
    return value ? value : null;
  }

  list(name: string): string[] {
    return (this.text(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  }

  url(name: string, protocols: string[]): string | null {
    const value = this.text(name);
    if (value === null) return null;
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
      this.problems.push(
        `${name} must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      );
      return null;
    }
    return value;
  }

  optionalInteger(name: string, least: number, most: number): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most) {
      this.problems.push(`${name} must be a whole number from ${least} to ${most}, not "${value}"`);
      return null;
    }
    return number;
  }

  integer(name: string, fallback: number, least: number, most: number): number {
    return this.optionalInteger(name, least, most) ?? fallback;
  }

  choice<const T extends string>(name: string, choices: readonly T[], fallback: NoInfer<T>): T {
    const value = this.text(name);
    if (value === null) return fallback;
    const choice = choices.find((candidate) => candidate === value);
    if (!choice) this.problems.push(`${name} must be one of ${choices.join(', ')}, not "${value}"`);
    return choice ?? fallback;
  }
}

function readDotEnv(): Record<string, string> {
  if (!existsSync('.env')) return {};
  const values: Record<string, string> = {};
  for (const line of readFileSync('.env', 'utf8').split('\n')) {
    const match = /^\s*([A-Z0-9_]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1]) values[match[1]] = (match[2] ?? '').replace(/^(['"])(.*)\1$/, '$2');
  }
  return values;
}

/** A self-hoster who sets nothing still gets a secret of their own, kept beside the data. */
function localSecret(data_dir: string): string {
  const file = join(data_dir, 'secret.key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(data_dir, { recursive: true });
  const secret = randomBytes(48).toString('base64url');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
