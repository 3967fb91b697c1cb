/** For `.catch`: gives `instead` where a file or folder is not there, and throws whatever else went wrong. */
export function whenMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
