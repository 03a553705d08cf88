import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An existing file system larger than this is nothing that a test should fill. */
const LARGEST_BYTES = 2 ** 30;
const IN_OWN_NAMESPACE = 'SMALL_DISK_NAMESPACE';

/**
 * A real disk that can be filled: a folder on the small file system that SMALL_DISK_DIR names, else a tmpfs of its own. Mounting one takes root, or a
 * user namespace in which whoever runs the tests is root (`runInNamespace`).
 */
export class SmallDisk {
  private constructor(
    readonly folder: string,
    private readonly mounted: boolean,
  ) {}

  /** Undefined where none is named and none can be mounted by this process. */
  static find(mebibytes: number): SmallDisk | undefined {
    const named = process.env['SMALL_DISK_DIR'];
    return named === undefined || named === '' ? SmallDisk.mount(mebibytes) : SmallDisk.within(named);
  }

  private static within(named: string): SmallDisk {
    const { blocks, bsize } = statfsSync(named);
    if (blocks * bsize > LARGEST_BYTES) throw new Error(`SMALL_DISK_DIR is no small disk: ${named} has ${blocks * bsize} bytes.`);
    return new SmallDisk(mkdtempSync(join(named, 'small-disk-')), false);
  }

  private static mount(mebibytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
      return new SmallDisk(folder, true);
    } catch {
      rmdirSync(folder);
      return undefined;
    }
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** Leaves so many bytes free, to a page. */
  fillTo(free: number): void {
    this.empty();
    const file = openSync(this.ballast, 'w');
    const piece = Buffer.alloc(4096, 1);
    try {
      while (this.freeBytes > free) writeSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  empty(): void {
    rmSync(this.ballast, { force: true });
  }

  release(): void {
    if (this.mounted) execFileSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}

/** How a command is run in a user and mount namespace of its own; undefined where the machine allows none, or this is one already. */
export function runInNamespace(): ((command: readonly string[]) => SpawnSyncReturns<string>) | undefined {
  if (process.env[IN_OWN_NAMESPACE] === '1') return undefined;
  const unshare = ['--user', '--map-root-user', '--mount'];
  if (spawnSync('unshare', [...unshare, 'true'], { stdio: 'ignore' }).status !== 0) return undefined;
  const env = { ...process.env, [IN_OWN_NAMESPACE]: '1' };
  return (command) => spawnSync('unshare', [...unshare, ...command], { encoding: 'utf8', env });
}

/** Says loudly that there is no disk to fill; with CI=true it fails the run. */
export function withoutDisk(): void {
  const missing = 'no small disk: neither root nor user namespaces to mount one, and SMALL_DISK_DIR names none';
  if (process.env['CI'] === 'true') throw new Error(`With CI=true the tests need a disk to fill, and there is ${missing}.`);
  process.stderr.write(`\n*** NOT TESTED HERE: a full disk. There is ${missing}. ***\n\n`);
}
