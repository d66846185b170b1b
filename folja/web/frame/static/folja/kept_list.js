// A list that is kept on this device under a name; empty where the browser keeps nothing.

export function keptList(name) {
  function all() {
    try {
      return JSON.parse(localStorage.getItem(name)) || [];
    } catch {
      return [];
    }
  }

  // In the place of all that was there. Whether it is kept.
  function put(records) {
    try {
      if (records.length) localStorage.setItem(name, JSON.stringify(records));
      else localStorage.removeItem(name);
      return true;
    } catch {
      return false;
    }
  }

  return { all, put };
}
