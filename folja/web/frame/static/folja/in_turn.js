// One at a time, of all the windows that are open on this device.

const latest = {};

export function inTurn(name, act) {
  if (navigator.locks) return navigator.locks.request(name, act);
  latest[name] = (latest[name] ?? Promise.resolve()).then(act, act); // not sent over https
  return latest[name];
}
