import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type DestinationStream, type Level, type Logger } from 'pino';

/** JSON lines with the program's name; a service in it adds its own. What is logged are codes, ids and routes, never names, bodies, headers or whole paths. */
export const jsonLogger = (program: string, level: Level | 'silent' = 'info', destination?: DestinationStream): Logger => {
  const options = { base: { program }, level, timestamp: stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
};

/** What Nest has to say, in the same lines. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: readonly unknown[]): void { this.write('info', message, rest); }
  warn(message: unknown, ...rest: readonly unknown[]): void { this.write('warn', message, rest); }
  error(message: unknown, ...rest: readonly unknown[]): void { this.write('error', message, rest); }
  fatal(message: unknown, ...rest: readonly unknown[]): void { this.write('fatal', message, rest); }
  debug(message: unknown, ...rest: readonly unknown[]): void { this.write('debug', message, rest); }
  verbose(message: unknown, ...rest: readonly unknown[]): void { this.write('trace', message, rest); }

  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const context = { context: rest.at(-1) };
    if (message instanceof Error) this.logger[level]({ ...context, err: message });
    else this.logger[level](context, String(message));
  }
}
