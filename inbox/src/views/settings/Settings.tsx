/** Settings; nothing of them is loaded before they are opened. */
export default function Settings() {
  return <div />;
}
