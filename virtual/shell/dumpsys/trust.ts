import { text, type ServiceDump } from './dump-request.ts'

/** services/core/java/com/android/server/trust/TrustManagerService.dump. deviceLocked=1: the keyguard is up and needs a PIN. */
export const dumpTrust: ServiceDump = ({ apiLevel, phone }) => {
  const { locked, secure } = phone.power
  const deviceLocked = locked && secure ? 1 : 0
  const user =
    apiLevel >= 34
      ? ` User "Owner" (id=0, flags=0x4c13) (current): trustState=UNTRUSTED, trustManaged=0, deviceLocked=${deviceLocked}, isActiveUnlockRunning=0, strongAuthRequired=0x0`
      : ` User "Owner" (id=0, flags=0xc13) (current): trusted=0, trustManaged=0, deviceLocked=${deviceLocked}, strongAuthRequired=0x0`
  return text(['Trust manager state:', user, '   Enabled agents:', '   Events:'])
}
