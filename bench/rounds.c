/*
 * Deferred acceptance on unit seats, plainly: what bench/engine.js holds the engine against. The file named by the first argument has 32-bit integers: families,
 * units, wishes; first wish of each family and the end of the last; unit of each wish; rank of its child there; places of each unit.
 * Prints the milliseconds of processor time of the median run, of another whose families lie in the order in which they are heard, and a checksum of the matching.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS 31

typedef struct { int32_t rank, family, wish; } Holder;

static int32_t families, units, wishes, *from, *unit_of, *rank_of, *places;
static int32_t *held, *order, *best, *starts, *seats_from, *taken;
static Holder *holders;

/* Best ranked first, so that few have to give way; one pass to count and one to place. */
static void hearing(void) {
  memset(starts, 0, sizeof(int32_t) * (families + 2));
  for (int32_t family = 0; family < families; family += 1) {
    int32_t least = families;
    for (int32_t wish = from[family]; wish < from[family + 1]; wish += 1) if (rank_of[wish] < least) least = rank_of[wish];
    best[family] = least;
    starts[least + 1] += 1;
  }
  for (int32_t rank = 0; rank <= families; rank += 1) starts[rank + 1] += starts[rank];
  for (int32_t family = 0; family < families; family += 1) order[starts[best[family]]++] = family;
}

/* Families as they are heard, their wishes one after the other: what a processor reads ahead. */
static void lay_out(void) {
  int32_t *laid_from = malloc(sizeof(int32_t) * (families + 1)), *laid_units = malloc(sizeof(int32_t) * (wishes + 1)), *laid_ranks = malloc(sizeof(int32_t) * (wishes + 1)), wish = 0;
  for (int32_t index = 0; index < families; index += 1) {
    laid_from[index] = wish;
    for (int32_t asked = from[order[index]]; asked < from[order[index] + 1]; asked += 1, wish += 1) laid_units[wish] = unit_of[asked], laid_ranks[wish] = rank_of[asked];
  }
  laid_from[families] = wish;
  from = laid_from, unit_of = laid_units, rank_of = laid_ranks;
  for (int32_t index = 0; index < families; index += 1) order[index] = index;
}

static void propose(int32_t family, int32_t wish) {
  while (wish < from[family + 1]) {
    int32_t unit = unit_of[wish], rank = rank_of[wish], room = places[unit];
    Holder *seats = holders + seats_from[unit];
    int32_t count = taken[unit];
    if (count == room && (room == 0 || seats[count - 1].rank < rank)) {
      wish += 1;
      continue;
    }
    Holder leaving = {0, -1, 0};
    if (count == room) leaving = seats[--count];
    else taken[unit] += 1;
    for (; count > 0 && seats[count - 1].rank > rank; count -= 1) seats[count] = seats[count - 1];
    seats[count] = (Holder){rank, family, wish};
    held[family] = wish;
    if (leaving.family == -1) return;
    held[leaving.family] = -1;
    family = leaving.family;
    wish = leaving.wish + 1;
  }
}

static double millis(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b) {
  double difference = *(const double *)a - *(const double *)b;
  return difference < 0 ? -1 : difference > 0;
}

static int32_t *numbers(FILE *file, size_t count) {
  int32_t *list = malloc(sizeof(int32_t) * (count + 1));
  if (file && fread(list, sizeof(int32_t), count, file) != count) exit(1);
  return list;
}

/* The median run. In which order families are heard is known before: it is no part of the rounds. */
static double rounds(void) {
  double times[RUNS];
  for (int run = 0; run < RUNS; run += 1) {
    double began = millis();
    memset(taken, 0, sizeof(int32_t) * units);
    memset(held, -1, sizeof(int32_t) * families);
    for (int32_t index = 0; index < families; index += 1) propose(order[index], from[order[index]]);
    times[run] = millis() - began;
  }
  qsort(times, RUNS, sizeof(double), ascending);
  return times[RUNS / 2];
}

int main(int count, char **arguments) {
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
  if (!file) return 1;
  int32_t *head = numbers(file, 3);
  families = head[0], units = head[1], wishes = head[2];
  from = numbers(file, families + 1), unit_of = numbers(file, wishes), rank_of = numbers(file, wishes), places = numbers(file, units);
  held = numbers(NULL, families), order = numbers(NULL, families), best = numbers(NULL, families), starts = numbers(NULL, families + 2);
  seats_from = numbers(NULL, units), taken = numbers(NULL, units);
  int32_t seats = 0;
  for (int32_t unit = 0; unit < units; unit += 1) seats_from[unit] = seats, seats += places[unit];
  holders = malloc(sizeof(Holder) * (seats + 1));

  hearing();
  double plain = rounds();
  uint32_t sum = 0;
  for (int32_t family = 0; family < families; family += 1) sum = sum * 31 + (uint32_t)held[family];
  lay_out();
  printf("%f %f %u\n", plain, rounds(), sum);
  return 0;
}
