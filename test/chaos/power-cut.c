/* Keeps of each file of the database what a disk without power would: its content at its last sync. What was written
 * since is lost. POWER_CUT_DURABLE names the folder of the copies; syncs of files that end with POWER_CUT_FORGETS are
 * taken for done and keep nothing, as a database does that syncs less. */
#define _GNU_SOURCE
#include <dlfcn.h>
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

static void keep(int fd) {
  const char *folder = getenv("POWER_CUT_DURABLE"), *forgets = getenv("POWER_CUT_FORGETS");
  char link[64], path[PATH_MAX], aside[PATH_MAX + 8], kept[PATH_MAX], block[65536];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!folder || length < 0) return;
  path[length] = 0;
  if (!ends_with(path, ".sqlite") && !ends_with(path, ".sqlite-wal")) return;
  if (forgets && ends_with(path, forgets)) return;
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

int fsync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  int code = real(fd);
  if (code == 0) keep(fd);
  return code;
}

int fdatasync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  int code = real(fd);
  if (code == 0) keep(fd);
  return code;
}
