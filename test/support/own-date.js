/** What a process that is started finds in its environment, so that its date is the one of this process (`machine-date.js`). */
export const ownDate = () =>
  Object.fromEntries(
    ['NODE_OPTIONS', 'MACHINE_DATE', 'MACHINE_DATE_SHIFT']
      .filter((name) => process.env[name] !== undefined)
      .map((name) => [name, process.env[name]]),
  );
