/* Keeps of each file of the database what a disk without power would: its content at its last sync. What was written
 * since is lost. POWER_CUT_DURABLE names the folder of the copies; syncs of files that end with POWER_CUT_FORGETS are
 * taken for done and keep nothing, as a database does that syncs less. While the file POWER_CUT_FAILS exists, syncs fail
 * as those of a broken disk do. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* The path of an open file of the database; 0 for every other file. */
static int database_path(int fd, char path[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return ends_with(path, ".sqlite") || ends_with(path, ".sqlite-wal");
}

static void keep(const char *path) {
  const char *folder = getenv("POWER_CUT_DURABLE"), *forgets = getenv("POWER_CUT_FORGETS");
  char aside[PATH_MAX + 8], kept[PATH_MAX], block[65536];
  if (!folder || (forgets && ends_with(path, forgets))) return;
  const char *name = strrchr(path, '/');
  snprintf(kept, sizeof kept, "%s%s", folder, name);
  snprintf(aside, sizeof aside, "%s.aside", kept);
  int from = open(path, O_RDONLY), to = open(aside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ssize_t count;
  while ((count = read(from, block, sizeof block)) > 0)
    if (write(to, block, count) != count) abort();
  close(from);
  close(to);
  if (rename(aside, kept) != 0) abort();
}

static int sync_with(const char *call, int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, call);
  const char *fails = getenv("POWER_CUT_FAILS");
  char path[PATH_MAX];
  if (!database_path(fd, path)) return real(fd);
  if (fails && access(fails, F_OK) == 0) {
    errno = EIO;
    return -1;
  }
  int code = real(fd);
  if (code == 0) keep(path);
  return code;
}

int fsync(int fd) { return sync_with("fsync", fd); }
int fdatasync(int fd) { return sync_with("fdatasync", fd); }
