/* A slow disk: every sync of a file takes SLOW_SYNC_MICROS longer (3 000 when unset). Preloaded into the app and into its floor alike. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_longer(void) {
  const char *micros = getenv("SLOW_SYNC_MICROS");
  usleep(micros ? (useconds_t)atoi(micros) : 3000);
}

int fsync(int descriptor) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_longer();
  return real(descriptor);
}

int fdatasync(int descriptor) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_longer();
  return real(descriptor);
}
