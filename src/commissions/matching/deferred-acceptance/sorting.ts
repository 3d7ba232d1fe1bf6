/** Sorts a list by small numbers from 0 (counting sort). Items with the same number keep their order. */
export function sortedBy(keys: Int32Array, list: Int32Array): Int32Array {
  let most = 0;
  for (let index = 0; index < keys.length; index += 1) if (keys[index]! > most) most = keys[index]!;
  const places = placesOf(keys, most + 1);
  const sorted = new Int32Array(list.length);
  for (let index = 0; index < list.length; index += 1) sorted[places[keys[list[index]!]!]!++] = list[index]!;
  return sorted;
}

/** Where the items of each number begin in a sorted list, and where the last end. */
export function placesOf(keys: Int32Array, numbers: number): Int32Array {
  const places = new Int32Array(numbers + 1);
  for (let index = 0; index < keys.length; index += 1) places[keys[index]! + 1]! += 1;
  for (let number = 0; number < numbers; number += 1) places[number + 1]! += places[number]!;
  return places;
}

/** 0, 1, 2… */
export function countTo(length: number): Int32Array {
  const list = new Int32Array(length);
  for (let index = 0; index < length; index += 1) list[index] = index;
  return list;
}
