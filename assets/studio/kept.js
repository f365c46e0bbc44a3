// What was fetched and decoded, kept within a bound of bytes: what was used last stays longest.

export class Kept {
  // `least` entries stay, however large they are. `bytes(value)` is what a value takes, `free(value)` gives that back at once.
  constructor(room, least, bytes, free = () => {}) {
    [this.room, this.least, this.bytes, this.free, this.entries] = [room, least, bytes, free, new Map()];
  }

  // The entry of a key: `ready` resolves with its value, which `make` gives; `value` is null until then.
  get(key, make) {
    const entry = this.entries.get(key) ?? this.made(key, make);
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  made(key, make) {
    const entry = { value: null, taken: 0 };
    entry.ready = make().then((value) => {
      if (value && this.entries.get(key) === entry) {
        [entry.value, entry.taken] = [value, this.bytes(value)];
        this.trim();
      } else if (value) this.free(value);   // it was dropped meanwhile
      return value;
    });
    return entry;
  }

  drop(key) {
    const { value } = this.entries.get(key) ?? {};
    if (value) { this.entries.get(key).value = null; this.free(value); }
    this.entries.delete(key);
  }

  trim() {
    const old = [...this.entries].slice(0, -this.least).filter(([, entry]) => entry.value);
    let total = 0;
    for (const entry of this.entries.values()) total += entry.taken;
    for (const [key, entry] of old) {
      if (total <= this.room) return;
      total -= entry.taken;
      this.drop(key);
    }
  }
}
