import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

/** Where files are kept that belong to no row: pictures. */
export interface Files {
  put(key: string, content: Buffer): Promise<void>;
  /** Null where there is no such file. */
  get(key: string): Promise<Buffer | null>;
  remove(key: string): Promise<void>;
}

/** Files on this machine's disk, beside the data. */
export function localFiles(data_dir: string): Files {
  const home = resolve(data_dir, 'files');
  const pathOf = (key: string) => {
    const path = join(home, key);
    if (!path.startsWith(home + sep)) throw new RangeError(`not a key of a file: ${key}`);
    return path;
  };
  return {
    put: async (key, content) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    },
    get: (key) =>
      readFile(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
