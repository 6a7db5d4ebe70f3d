import { text, type DumpRequest, type ServiceDump } from './dump-request.ts'

/** services/surfaceflinger: `--display-id` names the displays for screencap and screenrecord; else a short state. */
export const dumpSurfaceFlinger: ServiceDump = (request) => {
  const { phone } = request
  const { width, height, densityDpi } = phone.rom.screen
  if (request.args.includes('--display-id')) {
    return `Display ${displayId(request)} (HWC display 0): port=0 pnpId=QCM displayName=""\n`
  }
  if (request.args.includes('--list'))
    return text(['Display 0 name="Built-in Screen"#0', 'StatusBar#0', 'NavigationBar0#0'])
  return text([
    'Build configuration: [sf PRESENT_TIME_OFFSET=0 FORCE_HWC_FOR_RBG_TO_YUV=0 MAX_VIRT_DISPLAY_DIM=0]',
    '',
    `Display ${displayId(request)} HWC layers:`,
    '',
    `Display identification data: ${width}x${height}, ${densityDpi} dpi`,
    '  refresh-rate              : 60.000000 fps',
  ])
}

/** A physical display's id: 64 bits, from its EDID, the same on all phones of a model. */
export function displayId({ phone }: DumpRequest): string {
  let id = 4_619_827_259_835_644_672n
  for (const character of phone.rom.name) id += BigInt(character.charCodeAt(0)) * 131n
  return String(id)
}
