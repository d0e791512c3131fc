import type { SettingsTexts } from '../../settings';

export const workspace = {
  workspace: {
    name: 'कार्यक्षेत्र का नाम',
    nameHelp: 'आपकी टीम इसे देखती है, आमंत्रण और प्रतिलेख में यह होता है, और तैयार उत्तर में {{tenant.name}} इसकी जगह रहता है।',
    language: 'नए लोगों की भाषा',
    languageHelp: 'जो जुड़ता है वह इसी से शुरू करता है, और अपनी प्रोफ़ाइल में दूसरी चुन सकता है।',
    browser: 'उनके ब्राउज़र की',
    zone: 'समय क्षेत्र काम के घंटों का हिस्सा है।',
    saved: 'कार्यक्षेत्र सहेजा गया',
    mayNot: 'आपके कार्यक्षेत्र का स्वामी इसे बदल सकता है।',
  },
} satisfies Partial<SettingsTexts>;
