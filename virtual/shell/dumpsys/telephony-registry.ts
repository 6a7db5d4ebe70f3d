import { text, type ServiceDump } from './dump-request.ts'

/** services/core/java/com/android/server/TelephonyRegistry.dump: a phone without a call and without a SIM card. */
export const dumpTelephonyRegistry: ServiceDump = ({ phone }) =>
  text([
    'last known state:',
    '  Phone Id=0',
    '    mCallState=0',
    '    mRingingCallState=0',
    '    mForegroundCallState=0',
    '    mBackgroundCallState=0',
    '    mCallIncomingNumber=',
    `    mServiceState={mVoiceRegState=${phone.network.airplaneMode ? '3(POWER_OFF)' : '1(OUT_OF_SERVICE)'}, mDataRegState=1(OUT_OF_SERVICE)}`,
    '    mMessageWaiting=false',
    '    mCallForwarding=false',
    '    mDataActivity=0',
    `    mDataConnectionState=${phone.network.mobileData && !phone.network.airplaneMode ? 2 : 0}`,
    '    mCellInfo=null',
    'local logs:',
    'registrations: count=0',
  ])
