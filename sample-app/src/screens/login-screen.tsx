import { useState } from 'react'
import { ScrollView, StyleSheet, Text } from 'react-native'
import config from '../app-config.json'
import { ids } from '../contract'
import { Button, Choice, colours, Field, Header } from '../controls'
import { login } from '../session'

export function LoginScreen(props: { readonly error: string; readonly busy: boolean }) {
  const [sdkAppID, setSdkAppID] = useState(String(config.defaultSdkAppID))
  const [userID, setUserID] = useState('')
  const [userSig, setUserSig] = useState('')
  const [mistake, setMistake] = useState('')
  const [pushBeforeLogin, setPushBeforeLogin] = useState(false)

  const submit = () => {
    const id = Number(sdkAppID.trim())
    if (!Number.isInteger(id) || id <= 0) setMistake('SDKAppID must be a number')
    else if (userID.trim() === '') setMistake('The user id is missing')
    else if (userSig.trim() === '') setMistake('The user signature is missing')
    else {
      setMistake('')
      void login({
        sdkAppID: id,
        userID: userID.trim(),
        userSig: userSig.trim(),
        ...(pushBeforeLogin ? { pushInit: 'before-login' } : {}),
      })
    }
  }

  return (
    <>
      <Header title="Log in" />
      <ScrollView testID={ids.login.screen} contentContainerStyle={styles.form} keyboardShouldPersistTaps="handled">
        <Text style={styles.label}>SDKAppID</Text>
        <Field id={ids.login.sdkAppId} value={sdkAppID} onChangeText={setSdkAppID} keyboardType="number-pad" />
        <Text style={styles.label}>User id</Text>
        <Field id={ids.login.userId} value={userID} onChangeText={setUserID} placeholder="alice" />
        <Text style={styles.label}>User signature</Text>
        <Field id={ids.login.userSig} value={userSig} onChangeText={setUserSig} placeholder="UserSig" secureTextEntry />
        <Choice
          id={ids.login.pushBeforeLogin}
          title="Initialise push before the login (a mistake, to see what it does)"
          chosen={pushBeforeLogin}
          onChange={setPushBeforeLogin}
        />
        <Button
          id={ids.login.submit}
          title={props.busy ? 'Logging in' : 'Log in'}
          onPress={submit}
          disabled={props.busy}
        />
        <Text testID={ids.login.error} style={styles.error}>
          {mistake || props.error}
        </Text>
      </ScrollView>
    </>
  )
}

const styles = StyleSheet.create({
  form: { padding: 16, gap: 8 },
  label: { color: colours.faint, fontSize: 13 },
  error: { color: colours.alarm, fontSize: 14, minHeight: 20 },
})
