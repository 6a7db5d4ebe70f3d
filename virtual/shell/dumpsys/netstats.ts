import { text, type ServiceDump } from './dump-request.ts'

/** services: com/android/server/net/NetworkStatsService.dump: no traffic is counted on these phones. */
export const dumpNetStats: ServiceDump = ({ nowMs, phone }) => {
  const bucket = Math.floor(nowMs / 3_600_000) * 3600
  const up = phone.network.up
  return text([
    'Active interfaces:',
    ...(up
      ? [
          '  iface=wlan0 ident=[{type=WIFI, subType=COMBINED, networkId="AndroidWifi", metered=false, defaultNetwork=true}]',
        ]
      : []),
    'Active UID interfaces:',
    ...(up
      ? [
          '  iface=wlan0 ident=[{type=WIFI, subType=COMBINED, networkId="AndroidWifi", metered=false, defaultNetwork=true}]',
        ]
      : []),
    'Dev stats:',
    '  Pending bytes: 0',
    '  History since boot:',
    'Xt stats:',
    '  Pending bytes: 0',
    '  History since boot:',
    '  ident=[{type=WIFI, subType=COMBINED, networkId="AndroidWifi", metered=false, defaultNetwork=true}] uid=-1 set=ALL tag=0x0',
    '    NetworkStatsHistory: bucketDuration=3600',
    `      st=${bucket} rb=0 rp=0 tb=0 tp=0 op=0`,
  ])
}
