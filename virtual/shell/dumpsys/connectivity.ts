import { text, type ServiceDump } from './dump-request.ts'

/** ConnectivityService.dump. From Android 12 on the service is a module; its text follows the module's version. */
export const dumpConnectivity: ServiceDump = ({ apiLevel, phone, hash }) => {
  const { up, wifi } = phone.network
  const network = 100
  const type = wifi ? 'WIFI' : 'MOBILE'
  const lines = [
    `${apiLevel >= 30 ? 'NetworkProviders' : 'NetworkFactories'} for: Ethernet PhoneSwitcherNetworkRequestListener WifiNetworkFactory`,
    '',
    `Active default network: ${up ? network : 'none'}`,
    '',
    'Current Networks:',
  ]
  if (up) {
    const handle = `${network}${hash('handle', type).length}d0e`
    const capabilities =
      '[ Transports: WIFI Capabilities: NOT_METERED&INTERNET&NOT_RESTRICTED&TRUSTED&NOT_VPN&VALIDATED&NOT_ROAMING ]'
    lines.push(
      apiLevel >= 31
        ? `  NetworkAgentInfo{network{${network}}  handle{${handle}}  ni{${type} CONNECTED extra: } created=1 Score(60)  lp{{InterfaceName: wlan0}}  nc{${capabilities}}}`
        : `  NetworkAgentInfo{ ni{[type: ${type}[], state: CONNECTED/CONNECTED, reason: (unspecified), extra: , failover: false, available: true, roaming: false]}  network{${network}}  nethandle{${handle}}  lp{{InterfaceName: wlan0}}  nc{${capabilities}}  Score{60}  everValidated{true}  lastValidated{true}  created{true} lingering{false} explicitlySelected{false} acceptUnvalidated{false} everCaptivePortalDetected{false} lastCaptivePortalDetected{false} captivePortalValidationPending{false} partialConnectivity{false} acceptPartialConnectivity{false} clat{mBaseIface: null, mIface: null, mState: IDLE} }`,
    )
  }
  lines.push('', 'Metered Interfaces:', '', 'Network Requests:')
  return text(lines)
}
