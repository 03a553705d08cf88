import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './progress.mjs';

/** Runs `work` while no other process holds the lock file, which names its holder's pid. What a dead process left behind is cleared away. */
export async function withLock(path, work) {
  for (let told = false; !acquire(path); told = true) {
    if (!told) say(`另一个进程正在安装或构建，等待其完成（锁文件 ${path}）`, 'another process is installing or building, waiting for it');
    await pause(500);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** A link appears with its content at once: nobody ever reads an empty lock. */
function acquire(path) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld(path)) clearAway(path);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function isHeld(path) {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Moves the dead lock aside first: of two that found it dead only one gets it, and a new holder's is put back. */
function clearAway(path) {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
    if (isHeld(aside)) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
