import { ScrollView, StyleSheet, Text, View } from 'react-native'
import type { AppState } from '../app-state'
import { ids } from '../contract'
import { Button, colours, Fact, Header } from '../controls'
import { askPermission, show } from '../session'

/** What this app knows of its pushes: for a person who wonders why none came, and for tests as evidence. */
export function PushPanelScreen({ state }: { readonly state: AppState }) {
  const { push } = state
  const panel = ids.pushPanel
  return (
    <View testID={panel.screen} style={styles.screen}>
      <Header
        title="Push panel"
        back={{
          id: panel.back,
          onPress: () => {
            show('conversations')
          },
        }}
      />
      <ScrollView contentContainerStyle={styles.content}>
        <Fact id={panel.loginUser} name="Login" value={state.user || 'nobody'} />
        <Fact id={panel.sdkState} name="SDK state" value={state.sdkState} />
        <Fact id={panel.registrationId} name="Registration id" value={push.registrationId || 'none'} />
        <Fact id={panel.certificateId} name="Certificate id" value={String(push.certificateId)} />
        <Fact
          id={panel.registrationCode}
          name="Registration"
          value={push.registrationCode === undefined ? 'none' : String(push.registrationCode)}
        />
        <Fact id={panel.registrationDesc} name="Answer" value={push.registrationDesc || 'none'} />
        <Fact id={panel.token} name="Token" value={shorten(push.token) || 'none'} />
        <Fact id={panel.notificationPermission} name="Permission" value={push.permission} />
        <Fact id={panel.clickCount} name="Clicks" value={String(push.clickCount)} />
        <Fact id={panel.lastClickStart} name="Last click" value={push.lastClick?.start ?? 'none'} />
        {/* Cut on the screen only, so that the log stays in view: the text of the view is the whole ext. */}
        <Text style={styles.name}>Last ext</Text>
        <Text testID={panel.lastExt} numberOfLines={8} style={styles.ext}>
          {push.lastClick?.ext ?? ''}
        </Text>
        <Button id={panel.askPermission} title="Ask for notifications" onPress={() => void askPermission()} />
        <Text style={styles.name}>Log</Text>
        <Text testID={panel.log} style={styles.log}>
          {[...state.log].reverse().join('\n')}
        </Text>
      </ScrollView>
    </View>
  )
}

/** A token is as good as an address: enough of it to compare, not enough to use. */
function shorten(token: string): string {
  return token.length <= 16 ? token : `${token.slice(0, 6)}...${token.slice(-4)} (${String(token.length)})`
}

const styles = StyleSheet.create({
  screen: { flex: 1 },
  content: { padding: 12, gap: 2 },
  name: { color: colours.faint, fontSize: 13, paddingTop: 4 },
  ext: { backgroundColor: '#fff8e6', color: colours.ink, fontSize: 12, padding: 6, minHeight: 28 },
  log: { color: colours.ink, fontSize: 11 },
})
