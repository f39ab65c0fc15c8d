// What figures were measured on, without names of hosts or people: `node scripts/bench/machine.mjs` prints it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { pathToFileURL } from 'node:url';
import { chromium, firefox } from '../../tests/e2e/lib/programs.mjs';

/** The version in the first line that `program --version` prints; null where it is not to be had. `find` may throw. */
function version(find) {
  try {
    const { stdout } = spawnSync(find(), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return stdout.match(/\d+(\.\d+)+/)?.[0] ?? null;
  } catch {
    return null;
  }
}

function system() {
  try {
    return readFileSync('/etc/os-release', 'utf8').match(/^PRETTY_NAME="?([^"\n]*)/m)?.[1] ?? os.type();
  } catch {
    return os.type();
  }
}

export function describeMachine() {
  const cpus = os.cpus();
  return {
    cpu: cpus[0]?.model.trim() ?? os.arch(),
    cores: cpus.length,
    memory_gib: Math.round(os.totalmem() / 2 ** 30),
    system: system(),
    kernel: `${os.type()} ${os.release().match(/^[\d.]+/)?.[0] ?? ''} ${os.arch()}`,
    rustc: version(() => 'rustc'),
    node: process.versions.node,
    chromium: version(chromium),
    firefox: version(firefox),
  };
}

/** One line for a report. */
export function machineLine(machine = describeMachine()) {
  const programs = ['rustc', 'node', 'chromium', 'firefox'].filter((name) => machine[name] !== null);
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB`,
    `${machine.system}, ${machine.kernel}`,
    ...programs.map((name) => `${name} ${machine[name]}`),
  ].join('; ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(machineLine());
