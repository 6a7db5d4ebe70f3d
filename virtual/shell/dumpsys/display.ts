import { text, type ServiceDump } from './dump-request.ts'

/** services/core/java/com/android/server/display/DisplayManagerService.dump */
export const dumpDisplay: ServiceDump = ({ phone }) => {
  const { width, height, densityDpi, navigationBarHeight } = phone.rom.screen
  const { screenOn, wakefulness } = phone.power
  const state = screenOn ? 'ON' : wakefulness === 'Dozing' ? 'DOZE' : 'OFF'
  const brightness = phone.settings.get('system', 'screen_brightness') ?? '102'
  const info = `DisplayInfo{"Built-in Screen", displayId 0, FLAG_SECURE, FLAG_SUPPORTS_PROTECTED_BUFFERS, real ${width} x ${height}, largest app ${height} x ${height}, smallest app ${width} x ${width}, mode 1, defaultMode 1, modes [{id=1, width=${width}, height=${height}, fps=60.0}], rotation 0, density ${densityDpi} (${densityDpi}.0 x ${densityDpi}.0) dpi, layerStack 0, app ${width} x ${height - navigationBarHeight}, state ${state}, type BUILT_IN}`
  return text([
    'DISPLAY MANAGER (dumpsys display)',
    '  mOnlyCode=false',
    '  mSafeMode=false',
    '  mPendingTraversal=false',
    `  mGlobalDisplayState=${state}`,
    '  mViewports=[DisplayViewport{valid=true, isActive=true, displayId=0, orientation=0, ' +
      `logicalFrame=Rect(0, 0 - ${width}, ${height}), physicalFrame=Rect(0, 0 - ${width}, ${height}), deviceWidth=${width}, deviceHeight=${height}}]`,
    '',
    'Display Devices: size=1',
    `  DisplayDeviceInfo{"Built-in Screen": uniqueId="local:0", ${width} x ${height}, modeId 1, state ${state}}`,
    '',
    'Logical Displays: size=1',
    '  Display 0:',
    '    mDisplayId=0',
    '    mLayerStack=0',
    '    mHasContent=true',
    `    mBaseDisplayInfo=${info}`,
    `    mOverrideDisplayInfo=${info}`,
    '',
    'Display Power Controller:',
    `  mScreenState=${state}`,
    `  mScreenBrightness=${brightness}`,
  ])
}
