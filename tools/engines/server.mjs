/** A server for specs in a process of its own, with a directory for all it keeps. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The directory to use: `given`, or a new one. */
export const homeOf = async (name, given) => {
  if (!given) return mkdtemp(join(tmpdir(), `guichet-${name}-`));
  await mkdir(given, { recursive: true });
  return given;
};

/**
 * Starts it, apart from the terminal's group: Ctrl-C is for who started it and stops it last. Waits until `answers` says that it
 * is there; its directory is removed at the stop unless it is kept.
 */
export const startServer = async ({ name, command, args, env = {}, home, kept, answers, patienceMillis }) => {
  const log = await open(join(home, 'server.log'), 'a');
  const server = spawn(command, args, { stdio: ['ignore', log.fd, log.fd], detached: true, env: { ...process.env, ...env } });
  let failure;
  const ended = new Promise((resolve) => {
    server.once('exit', resolve).once('error', (error) => {
      failure = error;
      resolve();
    });
  });
  await log.close();
  const end = async (signal) => {
    server.kill(signal);
    await ended;
  };
  const stop = async () => {
    const patience = setTimeout(() => { server.kill('SIGKILL'); }, patienceMillis);
    await end('SIGTERM');
    clearTimeout(patience);
    if (!kept) await rm(home, { recursive: true, force: true });
  };
  if (!(await Promise.race([repeated(answers, patienceMillis), ended.then(() => false)]))) {
    const said = failure?.message ?? await readFile(join(home, 'server.log'), 'utf8');
    await stop();
    throw new Error(`${name} did not start:\n${said}`);
  }
  return {
    directory: home, pid: server.pid, stop,
    /** Ends it without a word, as a power cut does: started again on its directory and ports it is back. */
    kill: () => end('SIGKILL'),
  };
};

const repeated = async (answers, patienceMillis) => {
  for (const deadline = Date.now() + patienceMillis; Date.now() < deadline;) {
    if (await answers()) return true;
    await pause(50);
  }
  return false;
};
