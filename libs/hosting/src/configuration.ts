import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { plainToInstance, Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, validateSync } from 'class-validator';

const asNumber = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value);
const WEB = { protocols: ['http', 'https'], require_tld: false, require_protocol: true };
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** What one service in a process of its own is told by its environment. Secrets are files; none has a default. */
export class ServiceConfiguration {
  /** Address to listen on. */
  @IsString() readonly HOST: string = '0.0.0.0';
  /** Port to listen on. */
  @Transform(asNumber) @IsInt() @Min(1) @Max(65_535) readonly PORT: number = 8080;
  /** Address on which metrics are scraped, and nothing else: never one that the public reaches. */
  @IsString() readonly METRICS_HOST: string = '127.0.0.1';
  /** Port on which metrics are scraped, at `/metrics`. */
  @Transform(asNumber) @IsInt() @Min(1) @Max(65_535) readonly METRICS_PORT: number = 9464;
  /** How long it still answers, and is not ready, once it is told to stop: longer than whoever routes to it takes to see that. */
  @Transform(asNumber) @IsInt() @Min(0) @Max(300) readonly DRAIN_SECONDS: number = 5;
  /** Where clients find this installation. */
  @IsUrl(WEB) readonly PUBLIC_URL!: string;
  /** Least urgent line that is logged. */
  @IsIn(LEVELS) readonly LOG_LEVEL: (typeof LEVELS)[number] = 'info';
  /** Issuer of access tokens. */
  @IsUrl(WEB) readonly TOKEN_ISSUER!: string;
  /** Where the issuer's keys are fetched. */
  @IsUrl(WEB) readonly TOKEN_JWKS_URL!: string;
  /** Before the names of databases, topics, groups and streams, where several installations share the engines. */
  @Matches(/^([a-z][a-z0-9-]{0,30}-)?$/) readonly NAME_PREFIX: string = '';
  /** Connection string of EventStoreDB (`esdb://…`) or KurrentDB (`kurrentdb://…`), which are asked alike, with this service's user. */
  @Matches(/^(esdb|esdb\+discover|kurrentdb|kurrentdb\+discover):\/\//) readonly EVENTSTOREDB_URL!: string;
  /** Kafka brokers, separated by commas. */
  @Matches(/^[^,\s]+:\d+(,[^,\s]+:\d+)*$/) readonly KAFKA_BROKERS!: string;
  /** TLS to Kafka. */
  @IsIn(['true', 'false']) readonly KAFKA_TLS: 'true' | 'false' = 'false';
  /** File with the certificate of the authority that vouches for the brokers, where it is not one that everybody knows. */
  @IsOptional() @IsString() readonly KAFKA_CA_FILE?: string;
  /** This service's user at Kafka (SCRAM-SHA-512); none without authentication. */
  @IsOptional() @IsString() readonly KAFKA_USERNAME?: string;
  /** File with the password of that user. */
  @IsOptional() @IsString() readonly KAFKA_PASSWORD_FILE?: string;
  /** Connection string of MongoDB, a replica set, with this service's user. */
  @Matches(/^mongodb(\+srv)?:\/\//) readonly MONGODB_URL!: string;
  /** The same for the database of person keys, which is in no backup of events. */
  @Matches(/^mongodb(\+srv)?:\/\//) readonly PERSON_KEYS_MONGODB_URL!: string;
  /** File with the installation key that all services share: 32 bytes in base64. */
  @IsString() readonly INSTALLATION_KEY_FILE!: string;
  /** File with the master key that wraps person keys: 32 bytes in base64. */
  @IsString() readonly MASTER_KEY_FILE!: string;
}

/** Names what is wrong, never the value. */
export class ConfigurationRefused extends Error {
  override readonly name = 'ConfigurationRefused';
  constructor(readonly problems: readonly string[]) {
    super(`the environment is not as needed: ${problems.join('; ')}`);
  }
}

/** Connection strings hold passwords: each may be in a file instead, which `<NAME>_FILE` names. */
export const MAY_BE_IN_A_FILE = ['EVENTSTOREDB_URL', 'MONGODB_URL', 'PERSON_KEYS_MONGODB_URL'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

const fromFiles = (env: Environment): Environment =>
  Object.fromEntries(MAY_BE_IN_A_FILE.flatMap((name) => {
    const file = env[`${name}_FILE`];
    return file ? [[name, textIn(file, `${name}_FILE`)]] : [];
  }));

/** @throws ConfigurationRefused with every problem at once */
export const configurationFrom = (env: Environment): ServiceConfiguration => {
  const known = Object.fromEntries(Object.entries({ ...env, ...fromFiles(env) }).filter(([, value]) => value !== undefined && value !== ''));
  const configuration = plainToInstance(ServiceConfiguration, known, { exposeDefaultValues: true });
  const problems = validateSync(configuration, { validationError: { value: false, target: false } })
    .map(({ property, constraints = {} }) => `${property} ${property in known ? Object.keys(constraints).join(', ') : 'is missing'}`);
  if (problems.length > 0) throw new ConfigurationRefused(problems);
  return configuration;
};

/** @throws ConfigurationRefused when the file is not there or does not hold 32 bytes */
export const keyIn = (file: string, name: string): Buffer => {
  const key = Buffer.from(textIn(file, name), 'base64');
  if (key.length !== 32) throw new ConfigurationRefused([`${name} must name a file with 32 bytes in base64`]);
  return key;
};

export const textIn = (file: string, name: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ConfigurationRefused([`${name} names a file that cannot be read`]);
  }
};
