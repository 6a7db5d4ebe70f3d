import type { Command } from '../command.ts'
import { screencap } from './screencap.ts'
import { screenrecord } from './screenrecord.ts'
import { uiautomator } from './uiautomator.ts'

/** Commands that read the screen, by name. */
export const screenCommands: ReadonlyMap<string, Command> = new Map([
  ['screencap', screencap],
  ['screenrecord', screenrecord],
  ['uiautomator', uiautomator],
])
