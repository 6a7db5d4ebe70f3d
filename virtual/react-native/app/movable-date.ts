/**
 * Source of a script that puts a Date in place whose present is `offset()` ms away from the machine's: the phone's clock
 * can be moved, and the app has to see that.
 */
export const movableDateSource = `(function (offset) {
  const Machine = Date
  function Moved(...parts) {
    const given = parts.length === 0 ? [Machine.now() + offset()] : parts
    return new.target === undefined ? new Machine(given[0]).toString() : Reflect.construct(Machine, given, new.target)
  }
  Object.defineProperty(Moved, 'name', { value: 'Date' })
  Object.defineProperty(Moved, 'length', { value: 7 })
  Moved.prototype = Machine.prototype
  Object.defineProperty(Moved.prototype, 'constructor', { value: Moved, writable: true, configurable: true })
  Moved.now = () => Machine.now() + offset()
  Moved.parse = Machine.parse
  Moved.UTC = Machine.UTC
  globalThis.Date = Moved
})`
