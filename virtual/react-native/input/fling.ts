/**
 * How far and how long a list runs on after a fling: the friction model of android.widget.OverScroller
 * (SplineOverScroller). Speeds in px per second, distances in px.
 */
const decelerationRate = Math.log(0.78) / Math.log(0.9)
const inflexion = 0.35
const friction = 0.015
/** Earth's gravity in inches per second squared, times a look-and-feel tuning of 0.84. */
const gravityInches = 9.80665 * 39.37 * 0.84

export function flingDistance(speed: number, density: number): number {
  const physical = gravityInches * density * 160
  const rate = deceleration(speed, physical)
  return friction * physical * Math.exp((decelerationRate / (decelerationRate - 1)) * rate)
}

export function flingDurationMs(speed: number, density: number): number {
  return 1000 * Math.exp(deceleration(Math.abs(speed), gravityInches * density * 160) / (decelerationRate - 1))
}

/** Part of the distance that is covered after part `t` of the time; close to the platform's spline. */
export function flingProgress(t: number): number {
  return 1 - (1 - t) ** decelerationRate
}

function deceleration(speed: number, physical: number): number {
  return Math.log((inflexion * Math.max(1, speed)) / (friction * physical))
}
