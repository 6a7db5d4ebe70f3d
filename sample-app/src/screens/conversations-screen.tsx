import { useState } from 'react'
import { FlatList, Pressable, StyleSheet, Text, View } from 'react-native'
import { ids } from '../contract'
import { Button, colours, Field, Header } from '../controls'
import type { V2TimConversation } from '../react-native-tim-js'
import { logout, openConversation, show } from '../session'

export function ConversationsScreen(props: {
  readonly user: string
  readonly busy: boolean
  readonly registrationCode: number | undefined
  readonly conversations: readonly V2TimConversation[]
}) {
  const [newUser, setNewUser] = useState('')
  const open = () => {
    const id = newUser.trim()
    if (id !== '') openConversation(/^(C2C|GROUP)./.test(id) ? id : `C2C${id}`)
  }
  return (
    <View testID={ids.conversations.screen} style={styles.screen}>
      <Header title="Conversations">
        <Text testID={ids.conversations.user} style={styles.user}>
          {props.user}
        </Text>
        <Text style={styles.user}>Push</Text>
        <Text testID={ids.conversations.registrationCode} style={styles.user}>
          {props.registrationCode === undefined ? 'none' : String(props.registrationCode)}
        </Text>
      </Header>
      <View style={styles.row}>
        <Button
          id={ids.conversations.pushPanel}
          title="Push panel"
          onPress={() => {
            show('push-panel')
          }}
        />
        <Button id={ids.conversations.logout} title="Log out" onPress={() => void logout()} disabled={props.busy} />
      </View>
      <View style={styles.row}>
        <Field
          id={ids.conversations.newChatUser}
          style={styles.grow}
          value={newUser}
          onChangeText={setNewUser}
          placeholder="User id, or GROUP and its id"
          onSubmitEditing={open}
        />
        <Button id={ids.conversations.newChat} title="New chat" onPress={open} />
      </View>
      <FlatList
        testID={ids.conversations.list}
        data={props.conversations}
        keyExtractor={({ conversationID }) => conversationID}
        keyboardShouldPersistTaps="handled"
        ListEmptyComponent={<Text style={styles.empty}>No conversations yet</Text>}
        renderItem={({ item }) => <Conversation conversation={item} />}
      />
    </View>
  )
}

function Conversation({ conversation }: { readonly conversation: V2TimConversation }) {
  const { conversationID, showName, lastMessageText, unreadCount } = conversation
  return (
    <Pressable
      testID={ids.conversations.item + conversationID}
      accessibilityRole="button"
      onPress={() => {
        openConversation(conversationID)
      }}
      style={styles.item}
    >
      <View style={styles.grow}>
        <Text style={styles.name}>{showName}</Text>
        <Text numberOfLines={1} style={styles.last}>
          {lastMessageText}
        </Text>
      </View>
      {unreadCount > 0 ? <Text style={styles.unread}>{String(unreadCount)}</Text> : null}
    </Pressable>
  )
}

const styles = StyleSheet.create({
  screen: { flex: 1 },
  user: { color: colours.faint, fontSize: 14 },
  row: { flexDirection: 'row', gap: 8, paddingHorizontal: 12, paddingTop: 10 },
  grow: { flex: 1 },
  empty: { color: colours.faint, fontSize: 14, padding: 16 },
  item: {
    flexDirection: 'row',
    alignItems: 'center',
    backgroundColor: colours.paper,
    borderBottomWidth: 1,
    borderBottomColor: colours.line,
    paddingHorizontal: 16,
    paddingVertical: 10,
    minHeight: 60,
  },
  name: { color: colours.ink, fontSize: 16 },
  last: { color: colours.faint, fontSize: 13 },
  unread: {
    backgroundColor: colours.alarm,
    color: colours.paper,
    borderRadius: 10,
    minWidth: 20,
    textAlign: 'center',
    fontSize: 12,
    paddingHorizontal: 6,
    paddingVertical: 2,
  },
})
