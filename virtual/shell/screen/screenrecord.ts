import type { Command } from '../command.ts'

/** `screenrecord`: these phones have no video encoder; it says so as a device without one does (screenrecord.cpp). */
export const screenrecord: Command = async ({ argv, err, out }) => {
  const words = argv.slice(1)
  if (words.includes('--help') || words.includes('-h')) {
    await err(usage)
    return 0
  }
  if (words.includes('--version')) {
    await out('1.3\n')
    return 0
  }
  if (words.filter((word, index) => !word.startsWith('-') && !takesValue(words[index - 1])).length !== 1) {
    await err(`Must specify output file (see --help).\n`)
    return 2
  }
  await err('ERROR: unable to create video/avc codec instance\n')
  return 1
}

function takesValue(option: string | undefined): boolean {
  return (
    option !== undefined && /^--(size|bit-rate|time-limit|display-id|codec-name|bframes|output-format)$/.test(option)
  )
}

const usage = `Usage: screenrecord [options] <filename>

Android screenrecord v1.3.  Records the device's display to a .mp4 file.

Options:
--size WIDTHxHEIGHT
    Set the video size, e.g. "1280x720".  Default is the device's main
    display resolution (if supported), 1280x720 if not.  For best results,
    use a size supported by the AVC encoder.
--bit-rate RATE
    Set the video bit rate, in bits per second.  Value may be specified as
    bits or megabits, e.g. '4000000' is equivalent to '4M'.  Default 20Mbps.
--bugreport
    Add additional information, such as a timestamp overlay, that is helpful
    in videos captured to illustrate bugs.
--time-limit TIME
    Set the maximum recording time, in seconds.  Default is 180. Set to 0
    to remove the time limit.
--display-id ID
    specify the physical display ID to record. Default is the primary display.
    see "dumpsys SurfaceFlinger --display-id" for valid display IDs.
--verbose
    Display interesting information on stdout.
--help
    Show this message.

Recording continues until Ctrl-C is hit or the time limit is reached.

`
